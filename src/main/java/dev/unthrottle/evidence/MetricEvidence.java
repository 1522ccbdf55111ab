package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the metrics of a window tell. A missing point is a period without traffic, not a zero;
 * unless the metric is partial, and then it may be either.
 *
 * @param window the window that was asked for
 * @param period the length of a period
 * @param series the points of each metric, in the order of their times
 * @param partial the metrics of which CloudWatch didn't give everything
 */
public record MetricEvidence(
    Window window, Duration period, Map<Metric, List<Point>> series, Set<Metric> partial) {

  /**
   * One period's value.
   *
   * @param at the period's beginning
   * @param value in the metric's unit
   */
  public record Point(Instant at, double value) {}

  /** Copies the collections. */
  public MetricEvidence {
    series = Map.copyOf(series);
    partial = Set.copyOf(partial);
  }

  /**
   * Metrics that are all there, or of which none certainly is.
   *
   * @param complete which of the two
   */
  public MetricEvidence(
      Window window, Duration period, Map<Metric, List<Point>> series, boolean complete) {
    this(window, period, series, complete ? Set.of() : EnumSet.allOf(Metric.class));
  }

  /** Whether CloudWatch gave all of it. */
  public boolean complete() {
    return partial.isEmpty();
  }

  /** The points of a metric; empty where there was no traffic. */
  public List<Point> points(Metric metric) {
    return series.getOrDefault(metric, List.of());
  }

  /** The sum over the window; 0 where there was no traffic. */
  public double sum(Metric metric) {
    return points(metric).stream().mapToDouble(Point::value).sum();
  }

  /** The highest value of the window, if there was traffic. */
  public OptionalDouble max(Metric metric) {
    return points(metric).stream().mapToDouble(Point::value).max();
  }
}
