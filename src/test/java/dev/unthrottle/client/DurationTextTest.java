package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as people write them. */
class DurationTextTest {

  private static final String MALFORMED =
      "A duration is a number with its unit, such as 60s, 1500ms, 1.5s, 2m, 24h, 7d or PT1M30S."
          + " Found: ";

  @ParameterizedTest
  @CsvSource({
    "60s, 60000, 60s",
    "1500ms, 1500, 1500ms",
    "2000ms, 2000, 2s",
    "2m, 120000, 2m",
    "1h, 3600000, 60m",
    "24h, 86400000, 24h",
    "366d, 31622400000, 366d",
    "1.5s, 1500, 1500ms",
    "0.5m, 30000, 30s",
    "0.001s, 1, 1ms",
    "pt1m, 60000, 60s",
    "PT1M30S, 90000, 90s",
    "0s, 0, 0s",
    "-5s, -5000, -5s",
  })
  void aDurationWithItsUnit_isRead(String text, long millis, String written) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(written);
  }

  /** 0.000001 ms is one nanosecond; a tenth of it can't be told. */
  @Test
  void aDecimal_isReadExactly() {
    assertThat(DurationText.parse("0.000001ms")).isEqualTo(Duration.ofNanos(1));
    assertThat(DurationText.parse("0.1s")).isEqualTo(Duration.ofMillis(100));
    refused("0.0000001ms", "A duration is a whole number of nanoseconds. Found: 0.0000001ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "1.5", "-5"})
  void aBareNumber_isRefused_becauseNobodyCanKnowItsUnit(String text) {
    refused(
        text,
        "A duration carries its unit, because nobody can know it: write %1$ss or %1$sms. Found: %1$s"
            .formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60sec", "60S", "2M", "3min"})
  void anUnknownUnit_isRefused(String text) {
    refused(
        text,
        "The unit of a duration is one of ms, s, m, h and d, in small letters. Found: " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "60 s", "1.s", ".5s", "1,5s", "P1", "PT", "soon"})
  void whatIsNoNumberWithAUnit_isRefused(String text) {
    refused(text, MALFORMED + text);
  }

  @Test
  void anEmptyText_isQuoted() {
    refused("", MALFORMED + "\"\"");
  }

  /** A hundred years are 36 525 days; the others overflow one type or another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "36526d",
        "9223372036854775807ms",
        "9999999999999999999999999h",
        "P36526D",
        "PT-9223372036854775808S",
        "PT99999999999999999999S"
      })
  void whatIsTooLong_isRefused(String text) {
    refused(text, "A duration is at most 100 years. Found: " + text);
  }

  @Test
  void theLongest_isAHundredYears() {
    assertThat(DurationText.parse("36525d")).isEqualTo(Duration.ofDays(36_525));
  }

  private static void refused(String text, String message) {
    assertThatExceptionOfType(DurationText.Malformed.class)
        .isThrownBy(() -> DurationText.parse(text))
        .withMessage(message);
  }
}
