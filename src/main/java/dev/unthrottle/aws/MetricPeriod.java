package dev.unthrottle.aws;

import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * How finely metrics are read: as finely as CloudWatch still has them, and coarsely enough for all
 * points to come with one call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html">
 *     CloudWatch quotas</a>, checked 2026-11-22
 */
enum MetricPeriod {
  MINUTE(Duration.ofMinutes(1), Duration.ofDays(15)),
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(63)),
  HOUR(Duration.ofHours(1), Duration.ofDays(455));

  /** Points in one answer of GetMetricData. */
  private static final long POINTS_PER_CALL = 100_800;

  private final Duration length;
  private final Duration keptFor;

  MetricPeriod(Duration length, Duration keptFor) {
    this.length = length;
    this.keptFor = keptFor;
  }

  /** The finest period that CloudWatch still has at {@code now} for all of the window. */
  static MetricPeriod of(Window window, Instant now) {
    for (MetricPeriod period : values()) {
      boolean kept = !window.from().isBefore(now.minus(period.keptFor));
      if (kept && period.points(window) <= POINTS_PER_CALL) {
        return period;
      }
    }
    return HOUR;
  }

  Duration length() {
    return length;
  }

  /** The most points that all metrics of a window can have together. */
  private long points(Window window) {
    return Arrays.stream(Metric.values())
        .mapToLong(metric -> window.length().dividedBy(of(metric)))
        .sum();
  }

  /** The period of one metric: this, or a longer one where AWS publishes it more seldom. */
  Duration of(Metric metric) {
    Duration own = metric.resolution();
    return own.compareTo(length) > 0 ? own : length;
  }

  /** The window, with its ends moved outwards to where periods begin; so it is never empty. */
  Window wholePeriods(Window window) {
    Instant from = beginning(window.from());
    Instant to = beginning(window.to());
    return new Window(from, to.isBefore(window.to()) ? to.plus(length) : to);
  }

  private Instant beginning(Instant at) {
    long seconds = length.toSeconds();
    return Instant.EPOCH.plus(
        Math.floorDiv(at.getEpochSecond(), seconds) * seconds, ChronoUnit.SECONDS);
  }
}
