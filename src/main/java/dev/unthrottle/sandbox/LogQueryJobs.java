package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code logs:StartQuery}, {@code logs:GetQueryResults} and {@code logs:StopQuery}: CloudWatch Logs
 * Insights. A query sees what can be found when it begins, and answers when its time is over.
 */
final class LogQueryJobs {

  /** Rows of a query that names no limit, and the most; checked 2026-11-22. */
  private static final int DEFAULT_ROWS = 10_000;

  private static final int MOST_ROWS = 100_000;

  private enum End {
    COMPLETE,
    CANCELLED
  }

  private record Job(LogQueryResult result, Instant ends, End end) {}

  private final LogStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  LogQueryJobs(LogStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  Map<String, Object> start(JsonNode input) {
    String group = LogsInput.group(input, store);
    if (store.spec().logClass().equals(LogsSpec.DELIVERY)) {
      throw LogsInput.notOfClass(LogsSpec.DELIVERY);
    }
    LogQueryLanguage query = LogQueryLanguage.parse(input.path("queryString").asText(""));
    Instant from = seconds(input, "startTime");
    Instant until = seconds(input, "endTime").plusSeconds(1);
    if (!from.isBefore(until)) {
      throw LogsInput.invalid("End time should be not be before start time");
    }
    int limit = LogsInput.limit(input, MOST_ROWS, DEFAULT_ROWS);
    List<LogStore.Event> events =
        store
            .events(group)
            .filter(event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(until))
            .toList();
    String id = ids.requestId();
    jobs.put(
        id,
        new Job(
            query.run(events, limit),
            clock.instant().plus(store.spec().queryTime()),
            End.COMPLETE));
    return Map.of("queryId", id);
  }

  /** Insights counts in seconds, where the rest of CloudWatch Logs has milliseconds. */
  private static Instant seconds(JsonNode input, String name) {
    if (!input.hasNonNull(name)) {
      throw LogsInput.invalid("%s must be given, in seconds since 1970.".formatted(name));
    }
    return Instant.ofEpochSecond(input.get(name).asLong());
  }

  Map<String, Object> results(JsonNode input) {
    Job job = job(input);
    boolean running = isRunning(job);
    LogQueryResult result = job.result();
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("queryLanguage", "CWLI");
    output.put("results", running ? List.of() : result.rows());
    output.put(
        "statistics",
        Map.of(
            "recordsMatched",
            (double) result.matched(),
            "recordsScanned",
            (double) result.scanned(),
            "estimatedRecordsSkipped",
            0.0,
            "bytesScanned",
            (double) result.bytes(),
            "estimatedBytesSkipped",
            0.0,
            "logGroupsScanned",
            1.0));
    output.put(
        "status",
        switch (job.end()) {
          case COMPLETE -> running ? "Running" : "Complete";
          case CANCELLED -> "Cancelled";
        });
    return output;
  }

  Map<String, Object> stop(JsonNode input) {
    Job job = job(input);
    if (!isRunning(job)) {
      throw LogsInput.invalid("Query is not in a stoppable state");
    }
    jobs.put(input.path("queryId").asText(), new Job(job.result(), clock.instant(), End.CANCELLED));
    return Map.of("success", true);
  }

  private boolean isRunning(Job job) {
    return clock.instant().isBefore(job.ends());
  }

  private Job job(JsonNode input) {
    Job job = jobs.get(input.path("queryId").asText());
    if (job == null) {
      throw new AwsError(400, "ResourceNotFoundException", "Unable to find requested query.");
    }
    return job;
  }
}
