package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code logs:GetLogEvents}: one stream, to be paged through in both directions. A token {@code
 * f/…} goes on after a place, {@code b/…} before it; at the end the token that came back is the one
 * that was sent.
 */
final class GetLogEvents {

  private static final Instant FOREVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** The place after everything. */
  private static final LogPosition END =
      new LogPosition(Instant.ofEpochMilli(9_999_999_999_999L), 0);

  private final LogStore store;

  GetLogEvents(LogStore store) {
    this.store = store;
  }

  Map<String, Object> answer(JsonNode input) {
    String group = LogsInput.groupOfPages(input, store);
    String stream = stream(input, group);
    String token = LogsInput.text(input, "nextToken");
    boolean forward =
        token == null ? input.path("startFromHead").asBoolean(false) : token.startsWith("f/");
    LogPosition position = position(token, forward);
    int limit = LogsInput.limit(input, LogsInput.PAGE_EVENTS, LogsInput.PAGE_EVENTS);
    List<LogStore.Event> page = page(inRange(input, group, stream), position, forward, limit);
    return output(page, position);
  }

  private String stream(JsonNode input, String group) {
    String stream = LogsInput.text(input, "logStreamName");
    if (stream == null || store.events(group).noneMatch(event -> event.stream().equals(stream))) {
      throw new AwsError(
          400, "ResourceNotFoundException", "The specified log stream does not exist.");
    }
    return stream;
  }

  private static LogPosition position(@Nullable String token, boolean forward) {
    if (token == null) {
      return forward ? LogPosition.START : END;
    }
    if (!token.startsWith("f/") && !token.startsWith("b/")) {
      throw LogsInput.invalidToken();
    }
    return LogPosition.of(token.substring(2));
  }

  private List<LogStore.Event> inRange(JsonNode input, String group, String stream) {
    Instant from = LogsInput.time(input, "startTime", Instant.EPOCH);
    Instant to = LogsInput.time(input, "endTime", FOREVER);
    return store
        .events(group)
        .filter(event -> event.stream().equals(stream))
        .filter(event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
        .toList();
  }

  /** The events next to a position, at most so many of them. */
  private static List<LogStore.Event> page(
      List<LogStore.Event> events, LogPosition position, boolean forward, int limit) {
    Deque<LogStore.Event> page = new ArrayDeque<>();
    for (LogStore.Event event : forward ? events : events.reversed()) {
      if (position.isBefore(event) == forward && page.size() < limit) {
        if (forward) {
          page.addLast(event);
        } else {
          page.addFirst(event);
        }
      }
    }
    return new ArrayList<>(page);
  }

  private Map<String, Object> output(List<LogStore.Event> page, LogPosition position) {
    LogPosition first = page.isEmpty() ? position : before(page.getFirst());
    LogPosition last = page.isEmpty() ? position : LogPosition.after(page.getLast());
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("events", page.stream().map(this::event).toList());
    output.put("nextForwardToken", "f/" + last.token());
    output.put("nextBackwardToken", "b/" + first.token());
    return output;
  }

  private static LogPosition before(LogStore.Event event) {
    return new LogPosition(event.timestamp(), event.sequence() - 1);
  }

  private Map<String, Object> event(LogStore.Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timestamp", event.timestamp().toEpochMilli());
    fields.put("message", event.message());
    fields.put("ingestionTime", store.ingested(event).toEpochMilli());
    return fields;
  }
}
