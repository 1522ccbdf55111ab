package dev.unthrottle.aws;

import dev.unthrottle.evidence.LogEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;

/**
 * What a query of CloudWatch Logs Insights has found by now.
 *
 * @param status {@code Running}, {@code Complete}, {@code Failed} and the like
 * @param rows what it found
 * @param matched how many lines passed its filters, of which the rows may be a part
 * @param bytesScanned what it read for that
 */
record QueryAnswer(String status, List<Row> rows, long matched, long bytesScanned) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  static QueryAnswer of(GetQueryResultsResponse answer) {
    QueryStatistics statistics = answer.statistics();
    return new QueryAnswer(
        String.valueOf(answer.statusAsString()),
        answer.results().stream().map(Row::of).toList(),
        statistics == null ? 0 : whole(statistics.recordsMatched()),
        statistics == null ? 0 : whole(statistics.bytesScanned()));
  }

  private static long whole(@Nullable Double number) {
    return number == null ? 0 : Math.round(number);
  }

  /** The rows as lines of the log, the first one first. */
  List<LogEvent> events() {
    return rows.stream().map(Row::event).toList();
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

    private String required(String field) {
      return SettingsReader.required(fields.get(field));
    }
  }
}
