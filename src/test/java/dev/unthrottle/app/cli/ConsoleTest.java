package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  /** https://no-color.org: "when present and not an empty string (regardless of its value)". */
  @Test
  void noColour_isRespected_unlessItIsEmpty() {
    assertThat(Console.allowsColour(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Console.allowsColour(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Console.allowsColour(Map.of("NO_COLOR", "0"))).isFalse();
    assertThat(Console.allowsColour(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void aTerminalThatLacksTheBars_isKnownByItsEncoding() {
    assertThat(Console.drawable("UTF-8")).isTrue();
    assertThat(Console.drawable("GB18030")).isTrue();
    assertThat(Console.drawable("ANSI_X3.4-1968")).isFalse(); // LC_ALL=C
    assertThat(Console.drawable("ISO-8859-1")).isFalse();
    assertThat(Console.drawable(null)).isTrue();
  }

  @Test
  void anAsciiTerminal_getsPicturesOfTheSameWidth() {
    var bytes = new ByteArrayOutputStream();
    var stream = new AsciiStream(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    stream.print("1━━╳2⊘ ✓ ┄ █▒ • 1 × 2 … é\n");
    stream.println("—");
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("1==X2@ + - #: * 1 x 2 ... ?\n-" + System.lineSeparator());
  }
}
