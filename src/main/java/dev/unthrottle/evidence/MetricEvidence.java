package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the metrics of a window tell. A missing point is a period without traffic, not a zero;
 * unless the metric is partial, and then it may be either.
 *
 * @param window the window that was asked for
 * @param period the length of a period; a metric of a coarser {@link Metric#resolution} has a point
 *     in every few of them
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

  /**
   * The value of a typical unit of traffic: the weighted median of a metric's periods. Of
   * percentiles this is the best that can be told of the whole window, because those of periods
   * don't add up.
   *
   * @param metric whose values
   * @param weight counts the traffic of each period
   * @return empty where no period has both
   */
  public OptionalDouble typical(Metric metric, Metric weight) {
    Map<Instant, Double> weights = new HashMap<>();
    points(weight).forEach(point -> weights.put(point.at(), point.value()));
    List<Point> weighed =
        points(metric).stream()
            .filter(point -> weights.getOrDefault(point.at(), 0.0) > 0)
            .sorted(Comparator.comparingDouble(Point::value))
            .toList();
    double half =
        weighed.stream().mapToDouble(point -> weights.getOrDefault(point.at(), 0.0)).sum() / 2;
    double passed = 0;
    for (Point point : weighed) {
      passed += weights.getOrDefault(point.at(), 0.0);
      if (passed >= half) {
        return OptionalDouble.of(point.value());
      }
    }
    return OptionalDouble.empty();
  }

  /** The highest value of the window, if there was traffic. */
  public OptionalDouble max(Metric metric) {
    return points(metric).stream().mapToDouble(Point::value).max();
  }
}
