package dev.unthrottle.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long executions took. Percentiles are nearest-rank: the smallest duration that at least that
 * share of executions did not exceed.
 *
 * @param count executions with a known duration
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile; the maximum where there are fewer than 1,000 executions
 * @param max the longest
 * @param cutOff how many the function's timeout cut off; if any, the true tail is longer than seen
 */
public record DurationStatistics(
    int count, Duration p50, Duration p99, Duration p999, Duration max, int cutOff) {

  /** The statistics of some executions, if any has a known duration. */
  public static Optional<DurationStatistics> of(List<Invocation> invocations) {
    List<Duration> sorted =
        invocations.stream().map(Invocation::duration).filter(Objects::nonNull).sorted().toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int cutOff =
        (int)
            invocations.stream()
                .filter(invocation -> invocation.status() == Invocation.Status.TIMED_OUT)
                .count();
    return Optional.of(
        new DurationStatistics(
            sorted.size(),
            percentile(sorted, 0.5),
            percentile(sorted, 0.99),
            percentile(sorted, 0.999),
            sorted.getLast(),
            cutOff));
  }

  /** The nearest-rank percentile of sorted durations, {@code share} in (0, 1]. */
  static Duration percentile(List<Duration> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
