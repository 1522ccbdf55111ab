package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One query of {@code GetMetricData}.
 *
 * @param id what its result is called
 * @param label what its result is labelled with
 * @param metric the metric's name, {@code null} if it is of another namespace or dimension, where
 *     there is no data
 * @param subject the function or the log group, {@code null} for the whole account
 * @param periodSeconds the length of a period
 * @param statistic what is computed over a period
 * @param returnData whether its result is wanted
 */
record MetricQuery(
    String id,
    String label,
    @Nullable String metric,
    @Nullable String subject,
    int periodSeconds,
    Statistic statistic,
    boolean returnData) {

  private static final int MINUTE = 60;
  private static final String INCOMING_BYTES = "IncomingBytes";

  /** Periods that only high-resolution metrics have, which Lambda's are not. */
  private static final List<Integer> HIGH_RESOLUTION = List.of(1, 5, 10, 20, 30);

  /**
   * Reads a query.
   *
   * @param number its number in the request, from 1, for messages
   * @throws AwsError if it can't be answered
   */
  static MetricQuery parse(JsonNode query, int number) {
    String id = query.path("Id").asText();
    if (query.hasNonNull("Expression")) {
      throw GetMetricData.invalid(
          "Error in expression '%s': this endpoint answers MetricStat queries alone. Found: %s"
              .formatted(id, query.path("Expression").asText()));
    }
    JsonNode stat = query.path("MetricStat");
    JsonNode metric = stat.path("Metric");
    JsonNode dimensions = metric.path("Dimensions");
    String name = metric.path("MetricName").asText();
    int period = period(stat, number);
    boolean known =
        !HIGH_RESOLUTION.contains(period)
            && switch (metric.path("Namespace").asText()) {
              case "AWS/Lambda" -> isLambdas(name, dimensions);
              case "AWS/Logs" -> isLogs(name, dimensions);
              default -> false;
            };
    return new MetricQuery(
        id,
        query.path("Label").asText(name),
        known ? name : null,
        dimensions.isEmpty() ? null : dimensions.path(0).path("Value").asText(),
        period,
        Statistic.parse(stat.path("Stat").asText(), number),
        query.path("ReturnData").asBoolean(true));
  }

  private static boolean isLambdas(String name, JsonNode dimensions) {
    return !name.equals(INCOMING_BYTES)
        && (dimensions.isEmpty() || isAlone("FunctionName", dimensions));
  }

  private static boolean isLogs(String name, JsonNode dimensions) {
    return name.equals(INCOMING_BYTES) && isAlone("LogGroupName", dimensions);
  }

  private static boolean isAlone(String dimension, JsonNode dimensions) {
    return dimensions.size() == 1 && dimensions.path(0).path("Name").asText().equals(dimension);
  }

  private static int period(JsonNode stat, int number) {
    int period = stat.path("Period").asInt(0);
    if (period < 1 || (period % MINUTE != 0 && !HIGH_RESOLUTION.contains(period))) {
      throw GetMetricData.invalid(
          ("The parameter MetricDataQueries.member.%d.MetricStat.Period must be a value in the set"
                  + " [ 1, 5, 10, 20, 30 ] or a multiple of 60.")
              .formatted(number));
    }
    return period;
  }

  /** Its points in time order; a period without a sample has none. */
  List<GetMetricData.Point> points(MetricStore store, Instant from, Instant to) {
    if (metric == null) {
      return List.of();
    }
    NavigableMap<Instant, List<Double>> periods = new TreeMap<>();
    store.forEach(
        metric,
        subject,
        periodOf(from),
        to,
        sample ->
            periods
                .computeIfAbsent(periodOf(sample.at()), at -> new ArrayList<>())
                .add(sample.value()));
    return periods.entrySet().stream()
        .map(entry -> new GetMetricData.Point(entry.getKey(), statistic.of(entry.getValue())))
        .toList();
  }

  private Instant periodOf(Instant at) {
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), periodSeconds) * periodSeconds);
  }
}
