package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code logs:DescribeLogGroups} and {@code logs:DescribeLogStreams}. */
final class DescribeLogs {

  private static final int PAGE = 50;

  private final LogStore store;

  DescribeLogs(LogStore store) {
    this.store = store;
  }

  Map<String, Object> groups(JsonNode input) {
    String prefix = input.path("logGroupNamePrefix").asText("");
    String part = input.path("logGroupNamePattern").asText("");
    List<Map<String, Object>> groups =
        store.groups().stream()
            .filter(group -> group.startsWith(prefix) && group.contains(part))
            .map(this::group)
            .toList();
    return paged("logGroups", groups, input);
  }

  private Map<String, Object> group(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("logGroupName", name);
    fields.put("creationTime", store.created(name).toEpochMilli());
    fields.put("metricFilterCount", 0);
    fields.put("arn", Arns.logGroup(name) + ":*");
    fields.put("storedBytes", store.events(name).mapToLong(LogsInput::size).sum());
    if (store.spec().retentionDays() != null) {
      fields.put("retentionInDays", store.spec().retentionDays());
    }
    fields.put("logGroupClass", store.spec().logClass());
    fields.put("logGroupArn", Arns.logGroup(name));
    return fields;
  }

  Map<String, Object> streams(JsonNode input) {
    String group = LogsInput.group(input, store);
    String prefix = input.path("logStreamNamePrefix").asText("");
    Map<String, Stream> streams = new LinkedHashMap<>();
    store
        .events(group)
        .filter(event -> event.stream().startsWith(prefix))
        .forEach(event ->
            streams.merge(
                event.stream(),
                new Stream(event.stream(), event.timestamp(), event.timestamp()),
                Stream::upTo));
    List<Stream> sorted = new ArrayList<>(streams.values());
    sorted.sort(order(input));
    return paged(
        "logStreams", sorted.stream().map(stream -> fields(stream, group)).toList(), input);
  }

  /** A stream's name, and its first and last event. */
  private record Stream(String name, Instant first, Instant last) {
    Stream upTo(Stream later) {
      return new Stream(name, first, later.last);
    }
  }

  private static Comparator<Stream> order(JsonNode input) {
    Comparator<Stream> order =
        input.path("orderBy").asText("LogStreamName").equals("LastEventTime")
            ? Comparator.comparing(Stream::last)
            : Comparator.comparing(Stream::name);
    return input.path("descending").asBoolean(false) ? order.reversed() : order;
  }

  private static Map<String, Object> fields(Stream stream, String group) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("logStreamName", stream.name());
    fields.put("creationTime", stream.first().toEpochMilli());
    fields.put("firstEventTimestamp", stream.first().toEpochMilli());
    fields.put("lastEventTimestamp", stream.last().toEpochMilli());
    fields.put("lastIngestionTime", stream.last().toEpochMilli());
    fields.put("arn", Arns.logGroup(group) + ":log-stream:" + stream.name());
    fields.put("storedBytes", 0);
    return fields;
  }

  /** One page of a list; the token is the number of items before it. */
  private static Map<String, Object> paged(
      String name, List<Map<String, Object>> all, JsonNode input) {
    int limit = LogsInput.limit(input, PAGE, PAGE);
    int from = offset(input.path("nextToken").asText("0"));
    int to = Math.min(all.size(), from + limit);
    Map<String, Object> output = new LinkedHashMap<>();
    output.put(name, from >= to ? List.of() : all.subList(from, to));
    if (to < all.size()) {
      output.put("nextToken", String.valueOf(to));
    }
    return output;
  }

  private static int offset(String token) {
    if (!token.matches("\\d{1,9}")) {
      throw LogsInput.invalidToken();
    }
    return Integer.parseInt(token);
  }
}
