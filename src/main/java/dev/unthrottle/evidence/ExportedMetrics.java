package dev.unthrottle.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.evidence.MetricEvidence.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The points in what {@code aws cloudwatch get-metric-data} and {@code get-metric-statistics}
 * print. A series of the former is known by its id, {@code throttles} or {@code duration_p99}, or
 * else by its label; one of the latter by its label and statistic.
 */
final class ExportedMetrics {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<Metric, Map<Instant, Double>> series = new EnumMap<>(Metric.class);
  private boolean complete = true;

  /** Takes an answer's points; {@code false} if it is no such answer. */
  boolean add(JsonNode answer) {
    if (answer.path("MetricDataResults").isArray()) {
      answer.get("MetricDataResults").forEach(this::addResult);
      complete &= !answer.hasNonNull("NextToken");
      return true;
    }
    if (answer.path("Datapoints").isArray()) {
      addStatistics(answer.path("Label").asText(), answer.get("Datapoints"));
      return true;
    }
    return false;
  }

  private void addResult(JsonNode result) {
    Metric metric = metric(result.path("Id").asText(), result.path("Label").asText());
    JsonNode times = result.path("Timestamps");
    JsonNode values = result.path("Values");
    if (metric != null) {
      points(metric);
      for (int i = 0; i < Math.min(times.size(), values.size()); i++) {
        add(metric, times.get(i), values.get(i));
      }
    }
    complete &= result.path("StatusCode").asText("Complete").equals("Complete");
  }

  /** Duration has several statistics, so its label alone says nothing. */
  private static @Nullable Metric metric(String id, String label) {
    Metric labelled = null;
    int sameLabel = 0;
    for (Metric metric : Metric.values()) {
      if (metric.name().toLowerCase(Locale.ROOT).equals(id)) {
        return metric;
      }
      if (metric.metricName().equals(label)) {
        labelled = metric;
        sameLabel++;
      }
    }
    return sameLabel == 1 ? labelled : null;
  }

  private void addStatistics(String label, JsonNode points) {
    named(label)
        .forEach(metric ->
            points.forEach(point -> {
              JsonNode value =
                  point.has(metric.statistic())
                      ? point.get(metric.statistic())
                      : point.path("ExtendedStatistics").path(metric.statistic());
              if (value.isNumber()) {
                add(metric, point.path("Timestamp"), value);
              }
            }));
  }

  /**
   * The metrics of that name. An answer doesn't tell whose they are, so they are the function's.
   */
  private static Stream<Metric> named(String label) {
    List<Metric> all =
        Arrays.stream(Metric.values()).filter(metric -> metric.metricName().equals(label)).toList();
    List<Metric> own =
        all.stream().filter(metric -> metric.scope() == Metric.Scope.FUNCTION).toList();
    return (own.isEmpty() ? all : own).stream();
  }

  private void add(Metric metric, JsonNode time, JsonNode value) {
    instant(time).ifPresent(at -> points(metric).put(at, value.doubleValue()));
  }

  private Map<Instant, Double> points(Metric metric) {
    return series.computeIfAbsent(metric, _ -> new TreeMap<>());
  }

  private static Optional<Instant> instant(JsonNode time) {
    if (time.isNumber()) {
      return Optional.of(Instant.ofEpochMilli(Math.round(time.doubleValue() * 1000)));
    }
    try {
      return Optional.of(OffsetDateTime.parse(time.asText()).toInstant());
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** The end of the newest period, if there is a point. */
  Optional<Instant> newest() {
    return times().max(Comparator.naturalOrder()).map(at -> at.plus(period()));
  }

  /** The beginning of the oldest period, if there is a point. */
  Optional<Instant> oldest() {
    return times().min(Comparator.naturalOrder());
  }

  private Stream<Instant> times() {
    return series.values().stream().flatMap(points -> points.keySet().stream());
  }

  /** The shortest time between two points of one series; a minute where there are no two. */
  private Duration period() {
    return series.values().stream()
        .flatMap(points -> gaps(points.keySet()))
        .min(Comparator.naturalOrder())
        .orElse(MINUTE);
  }

  private static Stream<Duration> gaps(Iterable<Instant> times) {
    List<Instant> all = StreamSupport.stream(times.spliterator(), false).toList();
    return IntStream.range(1, all.size())
        .mapToObj(i -> Duration.between(all.get(i - 1), all.get(i)));
  }

  /** What they tell of a window. */
  MetricEvidence evidence(Window window) {
    Map<Metric, List<Point>> within = new EnumMap<>(Metric.class);
    series.forEach((metric, points) -> within.put(metric, points(points, window)));
    return new MetricEvidence(
        window, period(), within, complete && within.size() == Metric.values().length);
  }

  private List<Point> points(Map<Instant, Double> points, Window window) {
    return points.entrySet().stream()
        .filter(point -> point.getKey().plus(period()).isAfter(window.from()))
        .filter(point -> point.getKey().isBefore(window.to()))
        .map(point -> new Point(point.getKey(), point.getValue()))
        .toList();
  }
}
