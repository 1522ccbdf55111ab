package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricPeriodTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

  @ParameterizedTest
  @CsvSource({
    // Minutes are kept for 15 days, and 18 metrics of 5,600 minutes are 100,800 points: 93 h 20
    // min.
    "P1D, 0, MINUTE",
    "PT93H20M, 0, MINUTE",
    "PT93H21M, 0, FIVE_MINUTES",
    "PT1H, 14, MINUTE",
    "PT1H, 15, FIVE_MINUTES",
    // Five minutes are kept for 63 days; 5,600 of them are 466 h 40 min.
    "PT466H40M, 0, FIVE_MINUTES",
    "PT466H45M, 0, HOUR",
    "PT1H, 63, HOUR"
  })
  void thePeriod_isTheFinestThatIsKeptAndFits(Duration length, int daysAgo, MetricPeriod expected) {
    Window window = Window.endingAt(NOW.minus(Duration.ofDays(daysAgo)), length);

    assertThat(MetricPeriod.of(window, NOW)).isEqualTo(expected);
  }

  @Test
  void aWindow_isWidenedToWholePeriods() {
    Window window = new Window(NOW, NOW.plusSeconds(1));

    assertThat(MetricPeriod.MINUTE.wholePeriods(window))
        .isEqualTo(
            new Window(
                Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-22T12:01:00Z")));
    assertThat(MetricPeriod.HOUR.wholePeriods(window))
        .isEqualTo(
            new Window(
                Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-22T13:00:00Z")));
  }

  @Test
  void wholePeriods_stayAsTheyAre() {
    Window window =
        new Window(Instant.parse("2026-11-22T11:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"));

    assertThat(MetricPeriod.HOUR.wholePeriods(window)).isEqualTo(window);
  }
}
