package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the metrics of a window tell. A missing point is a period without traffic, not a zero.
 *
 * @param window the window that was asked for
 * @param period the length of a period
 * @param series the points of each metric, in the order of their times
 * @param complete whether CloudWatch gave all of it
 */
public record MetricEvidence(
    Window window, Duration period, Map<Metric, List<Point>> series, boolean complete) {

  /**
   * One period's value.
   *
   * @param at the period's beginning
   * @param value in the metric's unit
   */
  public record Point(Instant at, double value) {}

  /** Copies the map. */
  public MetricEvidence {
    series = Map.copyOf(series);
  }

  /** The points of a metric; empty where there was no traffic. */
  public List<Point> points(Metric metric) {
    return series.getOrDefault(metric, List.of());
  }

  /** The sum over the window. */
  public double sum(Metric metric) {
    return points(metric).stream().mapToDouble(Point::value).sum();
  }

  /** The highest value of the window, if there was traffic. */
  public OptionalDouble max(Metric metric) {
    return points(metric).stream().mapToDouble(Point::value).max();
  }
}
