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
    // Minutes are kept for 15 days. In 4,064 of them, 24 metrics have 97,536 points, and the 4 that
    // have one each 5 minutes have 4 * 812: 100,784. In 4,065 they have 97,560 + 4 * 813: 100,812.
    "P1D, 0, MINUTE",
    "PT67H44M, 0, MINUTE",
    "PT67H45M, 0, FIVE_MINUTES",
    "PT1H, 14, MINUTE",
    "PT1H, 15, FIVE_MINUTES",
    // Five minutes are kept for 63 days; 100,800 points of 28 metrics are 3,600 of them, 300 h.
    "PT300H, 0, FIVE_MINUTES",
    "PT300H5M, 0, HOUR",
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
