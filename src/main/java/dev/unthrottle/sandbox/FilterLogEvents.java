package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * {@code logs:FilterLogEvents}. A page may be empty and yet have a {@code nextToken}, as in AWS:
 * here it is the first page of a search that begins {@link #LONG_SILENCE} or more before the first
 * event of the group.
 */
final class FilterLogEvents {

  private static final Duration LONG_SILENCE = Duration.ofHours(1);

  private static final Instant FOREVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final LogStore store;

  FilterLogEvents(LogStore store) {
    this.store = store;
  }

  Map<String, Object> answer(JsonNode input) {
    String group = LogsInput.groupOfPages(input, store);
    Instant from = LogsInput.time(input, "startTime", Instant.EPOCH);
    Predicate<LogStore.Event> wanted = wanted(input, from);
    int limit = LogsInput.limit(input, LogsInput.PAGE_EVENTS, LogsInput.PAGE_EVENTS);
    String token = LogsInput.text(input, "nextToken");
    if (token == null && beginsInSilence(group, from)) {
      return page(List.of(), LogPosition.START.token());
    }
    LogPosition position = token == null ? LogPosition.START : LogPosition.of(token);
    return page(store.events(group).filter(position::isBefore).filter(wanted).iterator(), limit);
  }

  private boolean beginsInSilence(String group, Instant from) {
    return store
        .events(group)
        .findFirst()
        .filter(first -> !from.plus(LONG_SILENCE).isAfter(first.timestamp()))
        .isPresent();
  }

  private static Predicate<LogStore.Event> wanted(JsonNode input, Instant from) {
    Instant to = LogsInput.time(input, "endTime", FOREVER);
    String prefix = LogsInput.text(input, "logStreamNamePrefix");
    List<String> streams =
        StreamSupport.stream(input.path("logStreamNames").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    if (prefix != null && !streams.isEmpty()) {
      throw LogsInput.invalid(
          "LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.");
    }
    FilterPattern pattern = FilterPattern.parse(input.path("filterPattern").asText(""));
    return event ->
        !event.timestamp().isBefore(from)
            && !event.timestamp().isAfter(to)
            && (prefix == null || event.stream().startsWith(prefix))
            && (streams.isEmpty() || streams.contains(event.stream()))
            && pattern.matches(event.message());
  }

  private Map<String, Object> page(Iterator<LogStore.Event> events, int limit) {
    List<LogStore.Event> page = new ArrayList<>();
    int bytes = 0;
    while (events.hasNext()) {
      LogStore.Event event = events.next();
      bytes += LogsInput.size(event);
      if (page.size() == limit || (bytes > LogsInput.PAGE_BYTES && !page.isEmpty())) {
        return page(page, LogPosition.after(page.getLast()).token());
      }
      page.add(event);
    }
    return output(page);
  }

  private Map<String, Object> page(List<LogStore.Event> events, String nextToken) {
    Map<String, Object> output = output(events);
    output.put("nextToken", nextToken);
    return output;
  }

  private Map<String, Object> output(List<LogStore.Event> events) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("events", events.stream().map(this::event).toList());
    output.put("searchedLogStreams", List.of());
    return output;
  }

  private Map<String, Object> event(LogStore.Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("logStreamName", event.stream());
    fields.put("timestamp", event.timestamp().toEpochMilli());
    fields.put("message", event.message());
    fields.put("ingestionTime", store.ingested(event).toEpochMilli());
    fields.put(
        "eventId", "%028d%028d".formatted(event.timestamp().toEpochMilli(), event.sequence()));
    return fields;
  }
}
