package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts from outside, as messages show them. */
class QuoteTest {

  @Test
  void whatActsOnATerminal_isEscaped() {
    assertThat(Quote.visible("a\u0007b")).isEqualTo("a\\u0007b");
    assertThat(Quote.visible("\u001b[31mred")).isEqualTo("\\u001b[31mred");
    assertThat(Quote.visible("one\ntwo\r\tthree")).isEqualTo("one\\ntwo\\r\\tthree");
    // DEL, the one-byte CSI, right-to-left override, line separator, half a surrogate pair.
    assertThat(Quote.visible("\u007f\u009b\u202e\u2028\ud800"))
        .isEqualTo("\\u007f\\u009b\\u202e\\u2028\\ud800");
  }

  @Test
  void whatCanBeSeen_staysAsItIs() {
    assertThat(Quote.visible("Größe: 5 × „ok“ 🙂 \\n")).isEqualTo("Größe: 5 × „ok“ 🙂 \\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"||, |\"\"|", "| |, |\" \"|", "| a|, |\" a\"|", "|a b|, |a b|"})
  void aValueWhoseEdgesCantBeSeen_isInQuotationMarks(String value, String quoted) {
    assertThat(Quote.of(value)).isEqualTo(quoted);
  }

  @Test
  void aLongValue_isCutOff_andItsLengthSaid() {
    assertThat(Quote.of("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(Quote.of("x".repeat(5_000))).isEqualTo("x".repeat(120) + "… (5,000 characters)");
  }
}
