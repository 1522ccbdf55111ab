package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long executions took: the handler's time, without cold starts. A percentile is the nearest
 * rank: the smallest observed duration that at least that share of all of them doesn't exceed. So
 * it is always a duration that really occurred, and with fewer than 1,000 of them p99.9 is the
 * longest.
 *
 * <p>An execution that the function's timeout cut off counts with the time it was given. It would
 * have taken longer, by nobody knows how much: with {@link #censored()} above 0 the percentiles
 * above the cut are lower bounds.
 *
 * @param count executions with a known duration, 1 or more
 * @param mean their mean
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param max the longest
 * @param censored how many of them the function's timeout cut off
 */
public record DurationStatistics(
    int count,
    Duration mean,
    Duration p50,
    Duration p90,
    Duration p99,
    Duration p999,
    Duration max,
    int censored) {

  /** The statistics of those executions whose duration is known; empty if there is none. */
  public static Optional<DurationStatistics> of(Collection<Invocation> invocations) {
    long[] sorted =
        invocations.stream()
            .map(Invocation::duration)
            .filter(DurationStatistics::isKnown)
            .mapToLong(Duration::toNanos)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    long censored =
        invocations.stream()
            .filter(run -> run.duration() != null && run.status() == Status.TIMED_OUT)
            .count();
    return Optional.of(
        new DurationStatistics(
            sorted.length,
            Duration.ofNanos(Math.round(Arrays.stream(sorted).average().orElseThrow())),
            nearestRank(sorted, 500),
            nearestRank(sorted, 900),
            nearestRank(sorted, 990),
            nearestRank(sorted, 999),
            nearestRank(sorted, 1_000),
            Math.toIntExact(censored)));
  }

  private static boolean isKnown(@Nullable Duration duration) {
    return duration != null;
  }

  /** The value of rank ⌈n · permille / 1000⌉, counted from 1. */
  private static Duration nearestRank(long[] sorted, int permille) {
    long rank = Math.ceilDiv((long) sorted.length * permille, 1_000);
    return Duration.ofNanos(sorted[Math.toIntExact(rank) - 1]);
  }
}
