package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.Invocation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DurationStatisticsTest {

  private static Invocation run(Duration duration, Status status) {
    Instant start = Instant.parse("2026-11-22T12:00:00Z");
    return new Invocation(
        "id", start, start.plus(duration), duration, null, null, null, null, status, "s");
  }

  private static List<Invocation> oneTo(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> run(Duration.ofMillis(i), Status.SUCCEEDED))
        .toList();
  }

  @Test
  void percentiles_areNearestRanks() {
    // Of 1 … 1,000 ms, the ranks are ⌈1000·0.5⌉ = 500, 900, 990, 999, and the mean is 500.5.
    assertThat(DurationStatistics.of(oneTo(1000)))
        .contains(
            new DurationStatistics(
                1000,
                Duration.ofNanos(500_500_000),
                Duration.ofMillis(500),
                Duration.ofMillis(900),
                Duration.ofMillis(990),
                Duration.ofMillis(999),
                Duration.ofMillis(1000),
                0));
  }

  @Test
  void ofFewDurations_theRankIsRoundedUp() {
    // Of 1 2 3 4 5 ms: ⌈2.5⌉ = 3rd, ⌈4.5⌉ = 5th.
    DurationStatistics five = DurationStatistics.of(oneTo(5)).orElseThrow();

    assertThat(five.p50()).isEqualTo(Duration.ofMillis(3));
    assertThat(five.p90()).isEqualTo(Duration.ofMillis(5));
    assertThat(five.p999()).isEqualTo(five.max());
  }

  @Test
  void executionsCutOffByTheTimeout_areCounted() {
    List<Invocation> runs =
        Stream.concat(
                oneTo(8).stream(),
                Stream.of(
                    run(Duration.ofSeconds(3), Status.TIMED_OUT),
                    run(Duration.ofSeconds(1), Status.FAILED)))
            .toList();

    DurationStatistics statistics = DurationStatistics.of(runs).orElseThrow();

    assertThat(statistics.count()).isEqualTo(10);
    assertThat(statistics.censored()).isEqualTo(1);
    assertThat(statistics.max()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void withoutAnyDuration_thereAreNoStatistics() {
    Instant start = Instant.parse("2026-11-22T12:00:00Z");
    Invocation running =
        new Invocation("id", start, null, null, null, null, null, null, Status.RUNNING, "s");

    assertThat(DurationStatistics.of(List.of())).isEmpty();
    assertThat(DurationStatistics.of(List.of(running))).isEmpty();
  }
}
