package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients read durations, and how their users write them. */
class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 60, 60s",
    "FRACTIONAL_SECONDS, 0.5, 500ms",
    "FRACTIONAL_SECONDS, 60, 60s",
    "MILLISECONDS, 1500, 1500ms",
    // libcurl counts whole seconds, one at least
    "CURL_MILLISECONDS, 1500, 1s",
    "CURL_MILLISECONDS, 900, 1s",
    "CURL_MILLISECONDS, 3999, 3s",
    "JAVA_DURATION, PT15M, 15m",
    "GO_DURATION, 1500ms, 1500ms",
    "TIME_SPAN, 100s, 100s",
    "KOTLIN_DURATION, 30s, 30s",
  })
  void aValue_isReadInItsUnit(Unit unit, String value, String duration) {
    assertThat(unit.parse(value)).isEqualTo(DurationText.parse(duration));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SECONDS | 60s | 60",
        // whole seconds only, so rather longer than shorter
        "SECONDS | 1500ms | 2",
        "FRACTIONAL_SECONDS | 1500ms | 2",
        "MILLISECONDS | 1500ms | 1500",
        "CURL_MILLISECONDS | 1500ms | 2000",
        "JAVA_DURATION | 905s | Duration.ofSeconds(905)",
        "JAVA_DURATION | 1500ms | Duration.ofMillis(1500)",
        "GO_DURATION | 905s | 905 * time.Second",
        "GO_DURATION | 3100ms | 3100 * time.Millisecond",
        "TIME_SPAN | 905s | TimeSpan.FromSeconds(905)",
        "POWERSHELL_TIME_SPAN | 905s | [TimeSpan]::FromSeconds(905)",
        "RUST_DURATION | 3100ms | Duration::from_millis(3100)",
        "KOTLIN_DURATION | 905s | 905.seconds",
        "KOTLIN_DURATION | 3100ms | 3100.milliseconds",
      })
  void aLiteral_isNeverShorterThanTheDuration(Unit unit, String duration, String literal) {
    assertThat(unit.literal(DurationText.parse(duration))).isEqualTo(literal);
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 60s, true",
    "SECONDS, 1500ms, false",
    "CURL_MILLISECONDS, 1500ms, false",
    "CURL_MILLISECONDS, 3s, true",
    "FRACTIONAL_SECONDS, 1500ms, true",
    "MILLISECONDS, 1500ms, true",
    "RUST_DURATION, 1500ms, true",
  })
  void aUnit_knowsWhatItCanExpress(Unit unit, String duration, boolean expressed) {
    assertThat(unit.expresses(DurationText.parse(duration))).isEqualTo(expressed);
  }

  @Test
  void whatIsNoNumber_isRefused() {
    assertThatThrownBy(() -> Unit.SECONDS.parse("1.5"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Unit.JAVA_DURATION.parse("30"))
        .isInstanceOf(DurationText.Malformed.class);
  }
}
