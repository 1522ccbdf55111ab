package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as people write them. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "60s, 60000, 60s",
    "1500ms, 1500, 1500ms",
    "2000ms, 2000, 2s",
    "2m, 120000, 120s",
    "1h, 3600000, 3600s",
    "PT1M30S, 90000, 90s",
    "0s, 0, 0s",
    "-5s, -5000, -5s",
  })
  void aDurationWithItsUnit_isRead(String text, long millis, String written) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "", "s", "1.5s", "60 s", "60sec", "999999999999999s"})
  void aBareNumberOrAnythingElse_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessage(
            "A duration carries its unit, such as 60s, 1500ms, 2m or PT1M30S. Found: " + text);
  }
}
