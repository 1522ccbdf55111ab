package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code cloudwatch:GetMetricData} for queries of the kind {@code MetricStat}. */
final class GetMetricData {

  /** The most queries and points of one call, checked 2026-11-22. */
  private static final int MOST_QUERIES = 500;

  private static final int MOST_POINTS = 100_800;

  private final MetricStore store;

  GetMetricData(MetricStore store) {
    this.store = store;
  }

  Map<String, Object> answer(JsonNode input) {
    Instant from = time(input, "StartTime");
    Instant to = time(input, "EndTime");
    if (!from.isBefore(to)) {
      throw invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    boolean ascending =
        input.path("ScanBy").asText("TimestampDescending").equals("TimestampAscending");
    List<Result> results = new ArrayList<>();
    for (MetricQuery query : queries(input)) {
      List<Point> points = query.points(store, from, to);
      results.add(new Result(query, ascending ? points : points.reversed()));
    }
    return page(results, input);
  }

  private static List<MetricQuery> queries(JsonNode input) {
    JsonNode array = input.path("MetricDataQueries");
    if (array.isEmpty() || array.size() > MOST_QUERIES) {
      throw invalid(
          "The collection MetricDataQueries must have between 1 and %d members."
              .formatted(MOST_QUERIES));
    }
    List<MetricQuery> queries = new ArrayList<>();
    for (JsonNode query : array) {
      MetricQuery parsed = MetricQuery.parse(query, queries.size() + 1);
      if (parsed.returnData()) {
        queries.add(parsed);
      }
    }
    return queries;
  }

  /**
   * One period's value.
   *
   * @param at its beginning
   * @param value the statistic
   */
  record Point(Instant at, double value) {}

  private record Result(MetricQuery query, List<Point> points) {}

  /** The points from the token's number on, at most so many, over all queries in their order. */
  private static Map<String, Object> page(List<Result> results, JsonNode input) {
    int most = Math.min(MOST_POINTS, input.path("MaxDatapoints").asInt(MOST_POINTS));
    int skip = offset(input.path("NextToken").asText("0"));
    int total = results.stream().mapToInt(result -> result.points().size()).sum();
    List<Map<String, Object>> page = new ArrayList<>();
    int first = 0;
    for (Result result : results) {
      int size = result.points().size();
      int from = Math.clamp(skip - first, 0, size);
      int to = Math.clamp((long) skip + most - first, 0, size);
      page.add(
          fields(result.query(), result.points().subList(from, Math.max(from, to)), to == size));
      first += size;
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("MetricDataResults", page);
    if (skip + most < total) {
      output.put("NextToken", String.valueOf(skip + most));
    }
    output.put("Messages", List.of());
    return output;
  }

  private static Map<String, Object> fields(
      MetricQuery query, List<Point> points, boolean complete) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Id", query.id());
    fields.put("Label", query.label());
    fields.put("Timestamps", points.stream().map(Point::at).toList());
    fields.put("Values", points.stream().map(Point::value).toList());
    fields.put("StatusCode", complete ? "Complete" : "PartialData");
    return fields;
  }

  private static int offset(String token) {
    if (!token.matches("\\d{1,9}")) {
      throw new AwsError(400, "InvalidNextToken", "The service token is invalid.");
    }
    return Integer.parseInt(token);
  }

  /** A time as seconds since 1970 or, in the query protocol, as ISO-8601. */
  private static Instant time(JsonNode input, String name) {
    JsonNode value = input.path(name);
    try {
      return value.isNumber()
          ? Instant.ofEpochMilli(Math.round(value.asDouble() * 1e3))
          : Instant.parse(value.asText());
    } catch (DateTimeException _) {
      throw invalid("The parameter %s must be a timestamp.".formatted(name));
    }
  }

  /** What is wrong with a parameter. */
  static AwsError invalid(String text) {
    return new AwsError(400, "ValidationError", text);
  }
}
