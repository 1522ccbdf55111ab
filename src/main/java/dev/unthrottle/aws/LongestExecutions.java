package dev.unthrottle.aws;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the longest of many executions tell of all of them. A percentile is exact where its rank,
 * counted from above, is among those found: with 10,000 found, p99 of up to a million. Below that
 * the metrics say what is typical of the window, and it can't be more than the shortest one found.
 *
 * @param found the longest executions
 * @param count how many there are in all
 * @param metrics those of the same window, {@code null} where they are missing
 */
record LongestExecutions(List<Invocation> found, long count, @Nullable MetricEvidence metrics) {

  /** Of all executions; empty if there is none, or if nobody knows about the shorter ones. */
  Optional<DurationStatistics> statistics() {
    List<Duration> longest =
        found.stream()
            .flatMap(run -> Stream.ofNullable(run.duration()))
            .sorted(Comparator.reverseOrder())
            .toList();
    if (longest.isEmpty() || longest.size() >= count) {
      return DurationStatistics.of(found);
    }
    Duration mean = mean();
    Duration p50 = quantile(longest, 500, Metric.DURATION_P50);
    Duration p90 = quantile(longest, 900, Metric.DURATION_P90);
    Duration p99 = quantile(longest, 990, Metric.DURATION_P99);
    Duration p999 = quantile(longest, 999, Metric.DURATION_P999);
    return mean == null || p50 == null || p90 == null || p99 == null || p999 == null
        ? Optional.empty()
        : Optional.of(
            new DurationStatistics(
                (int) Math.min(Integer.MAX_VALUE, count),
                mean,
                p50,
                p90,
                p99,
                p999,
                longest.getFirst(),
                cutOff()));
  }

  /** What was cut off is among the longest. */
  private int cutOff() {
    return (int) found.stream().filter(run -> run.status() == Status.TIMED_OUT).count();
  }

  private @Nullable Duration mean() {
    double runs = metrics == null ? 0 : metrics.sum(Metric.INVOCATIONS);
    return metrics == null || runs == 0 || metrics.points(Metric.DURATION_SUM).isEmpty()
        ? null
        : millis(metrics.sum(Metric.DURATION_SUM) / runs);
  }

  /** The value of rank ⌈count · permille / 1000⌉ from below. */
  private @Nullable Duration quantile(List<Duration> longest, int permille, Metric metric) {
    long fromAbove = count - Math.ceilDiv(count * permille, 1_000L);
    if (fromAbove < longest.size()) {
      return longest.get(Math.toIntExact(fromAbove));
    }
    OptionalDouble typical =
        metrics == null ? OptionalDouble.empty() : metrics.typical(metric, Metric.INVOCATIONS);
    if (typical.isEmpty()) {
      return null;
    }
    Duration told = millis(typical.getAsDouble());
    return told.compareTo(longest.getLast()) < 0 ? told : longest.getLast();
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
