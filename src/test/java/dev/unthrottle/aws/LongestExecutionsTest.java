package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.MetricEvidence.Point;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongestExecutionsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** 100 executions of 901 ms to 1,000 ms, the longest of 1,000 of 1 ms to 1,000 ms. */
  private static final List<Invocation> LONGEST =
      IntStream.rangeClosed(901, 1_000).mapToObj(LongestExecutionsTest::execution).toList();

  private static Invocation execution(int millis) {
    return new Invocation(
        "run-" + millis,
        NOW,
        NOW.plusMillis(millis),
        Duration.ofMillis(millis),
        null,
        null,
        null,
        null,
        millis == 1_000 ? Invocation.Status.TIMED_OUT : Invocation.Status.SUCCEEDED,
        "stream");
  }

  private static MetricEvidence metrics() {
    Map<Metric, Double> values =
        Map.of(
            Metric.INVOCATIONS, 1_000.0,
            Metric.DURATION_SUM, 500_500.0,
            Metric.DURATION_P50, 500.0,
            Metric.DURATION_P90, 950.0);
    Map<Metric, List<Point>> series = new EnumMap<>(Metric.class);
    values.forEach((metric, value) -> series.put(metric, List.of(new Point(NOW, value))));
    return new MetricEvidence(
        new Window(NOW, NOW.plusSeconds(60)), Duration.ofMinutes(1), series, true);
  }

  @Test
  void ranksAmongThoseFound_areExact_andTheRestIsTheMetrics() {
    DurationStatistics all =
        new LongestExecutions(LONGEST, 1_000, metrics()).statistics().orElseThrow();

    assertThat(all.count()).isEqualTo(1_000);
    // Rank 990 from below is 10 below the longest, rank 999 is 1 below.
    assertThat(all.p99()).isEqualTo(Duration.ofMillis(990));
    assertThat(all.p999()).isEqualTo(Duration.ofMillis(999));
    assertThat(all.max()).isEqualTo(Duration.ofSeconds(1));
    assertThat(all.censored()).isEqualTo(1);
    // 1 + 2 + … + 1,000 ms = 500,500 ms, in 1,000 executions.
    assertThat(all.mean()).isEqualTo(Duration.ofNanos(500_500_000));
    assertThat(all.p50()).isEqualTo(Duration.ofMillis(500));
    // Rank 900 is the 101st from above, just not found: 950 ms can't be, 901 ms is the most.
    assertThat(all.p90()).isEqualTo(Duration.ofMillis(901));
  }

  @Test
  void withoutMetrics_nothingIsToldOfAll() {
    assertThat(new LongestExecutions(LONGEST, 1_000, null).statistics()).isEmpty();
  }

  @Test
  void whereAllWereFound_allIsExact() {
    DurationStatistics all = new LongestExecutions(LONGEST, 100, null).statistics().orElseThrow();

    // The 50th of 100 from 901 ms on.
    assertThat(all.p50()).isEqualTo(Duration.ofMillis(950));
  }
}
