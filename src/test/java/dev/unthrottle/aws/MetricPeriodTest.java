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
    // Minutes are kept for 15 days, and 7 metrics × 1,440 minutes × 10 days = 100,800 points fit.
    "P1D, 0, MINUTE",
    "P10D, 0, MINUTE",
    "P10DT2M, 0, FIVE_MINUTES",
    "PT1H, 14, MINUTE",
    "PT1H, 15, FIVE_MINUTES",
    // Five minutes are kept for 63 days; 7 × 288 × 50 = 100,800.
    "P50D, 0, FIVE_MINUTES",
    "P51D, 0, HOUR",
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
