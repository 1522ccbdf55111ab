package dev.unthrottle.aws;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;

/**
 * What a query of CloudWatch Logs Insights has found by now.
 *
 * @param status {@code Running}, {@code Complete}, {@code Failed} and the like
 * @param rows what it found
 * @param bytesScanned what it read for that
 */
record QueryAnswer(String status, List<Row> rows, long bytesScanned) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  static QueryAnswer of(GetQueryResultsResponse answer) {
    Double scanned = answer.statistics() == null ? null : answer.statistics().bytesScanned();
    return new QueryAnswer(
        String.valueOf(answer.statusAsString()),
        answer.results().stream().map(Row::of).toList(),
        scanned == null ? 0 : Math.round(scanned));
  }

  boolean isComplete() {
    return status.equals("Complete");
  }

  /** Whether looking again may tell more. */
  boolean isRunning() {
    return status.equals("Running") || status.equals("Scheduled");
  }

  /**
   * One row.
   *
   * @param fields values by the names of their fields; AWS leaves out those that have none
   */
  record Row(Map<String, String> fields) {

    static Row of(List<ResultField> fields) {
      Map<String, String> values = new HashMap<>();
      for (ResultField field : fields) {
        if (field.value() != null) {
          values.put(field.field(), field.value());
        }
      }
      return new Row(values);
    }

    /** It as a line of the log. */
    LogEvent event() {
      Instant at = LocalDateTime.parse(required("@timestamp"), TIME).toInstant(ZoneOffset.UTC);
      return new LogEvent(at, required("@logStream"), required("@message"));
    }

    /** It as what is known of all executions; empty if there was none. */
    Optional<DurationStatistics> durations() {
      int count = (int) Math.min(Integer.MAX_VALUE, Math.round(number("runs")));
      return count == 0
          ? Optional.empty()
          : Optional.of(
              new DurationStatistics(
                  count,
                  millis("mean"),
                  millis("p50"),
                  millis("p90"),
                  millis("p99"),
                  millis("p999"),
                  millis("longest"),
                  (int) Math.min(count, Math.round(number("cutOff")))));
    }

    private Duration millis(String field) {
      return Duration.ofNanos(Math.round(number(field) * 1e6));
    }

    private double number(String field) {
      @Nullable String text = fields.get(field);
      try {
        return text == null ? 0 : Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw SdkClientException.create("A field of a query is no number: " + text, e);
      }
    }

    private String required(String field) {
      return SettingsReader.required(fields.get(field));
    }
  }
}
