package dev.unthrottle.evidence;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes events in each of the forms in which AWS's tools export them. */
enum Exports {
  /** {@code aws logs filter-log-events}. */
  FILTER_LOG_EVENTS {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      ObjectNode root = instance.objectNode();
      var array = root.putArray("events");
      for (LogEvent event : events) {
        array
            .addObject()
            .put("logStreamName", event.stream())
            .put("timestamp", event.timestamp().toEpochMilli())
            .put("message", event.message())
            .put("ingestionTime", event.timestamp().toEpochMilli() + 900)
            .put("eventId", "1");
      }
      Files.writeString(folder.resolve("logs.json"), root.toPrettyString());
    }
  },
  /** The same, an event a line. */
  EVENT_LINES {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      StringBuilder text = new StringBuilder();
      for (LogEvent event : events) {
        text.append(
                instance
                    .objectNode()
                    .put("logStreamName", event.stream())
                    .put("timestamp", event.timestamp().toEpochMilli())
                    .put("message", event.message()))
            .append('\n');
      }
      Files.writeString(folder.resolve("events"), text);
    }
  },
  /** An export to S3: a folder a stream, packed. */
  S3 {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      Files.writeString(folder.resolve("aws-logs-write-test"), "Permission Check Successful");
      Map<String, StringBuilder> texts = new LinkedHashMap<>();
      for (LogEvent event : events) {
        texts
            .computeIfAbsent(event.stream(), _ -> new StringBuilder())
            .append(event.timestamp().toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"))
            .append(' ')
            .append(line(event));
      }
      for (var text : texts.entrySet()) {
        Path part =
            folder.resolve("exported/" + text.getKey().replace('/', '-')).resolve("000000.gz");
        Files.createDirectories(part.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
          out.write(text.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  },
  /** {@code aws logs tail}. */
  TAIL {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      StringBuilder text = new StringBuilder();
      for (LogEvent event : events) {
        text.append(event.timestamp().toString().replace("Z", "+00:00"))
            .append(' ')
            .append(event.stream())
            .append(' ')
            .append(line(event));
      }
      Files.writeString(folder.resolve("tail.txt"), text);
    }
  },
  /** {@code aws logs get-query-results}, newest first. */
  QUERY_RESULTS {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      ObjectNode root = instance.objectNode();
      var rows = root.putArray("results");
      for (LogEvent event : events.reversed()) {
        var row = rows.addArray();
        column(row.addObject(), "@timestamp", insights(event.timestamp()));
        column(row.addObject(), "@message", event.message());
        column(row.addObject(), "@logStream", event.stream());
        column(row.addObject(), "@ptr", "x");
      }
      root.put("status", "Complete");
      Files.writeString(folder.resolve("query.json"), root.toString());
    }

    private void column(ObjectNode node, String field, String value) {
      node.put("field", field).put("value", value);
    }
  },
  /** What the console of Logs Insights exports, oldest first. */
  CSV {
    @Override
    void write(List<LogEvent> events, Path folder) throws IOException {
      StringBuilder text = new StringBuilder("@timestamp,@message,@logStream\n");
      for (LogEvent event : events) {
        text.append(insights(event.timestamp()))
            .append(",\"")
            .append(event.message().replace("\"", "\"\""))
            .append("\",")
            .append(event.stream())
            .append("\r\n");
      }
      Files.writeString(folder.resolve("insights.csv"), text);
    }
  };

  /** Writes them into {@code folder}. */
  abstract void write(List<LogEvent> events, Path folder) throws IOException;

  private static String insights(Instant at) {
    String text = at.toString().replace('T', ' ').replace("Z", "");
    return text.contains(".") ? text : text + ".000";
  }

  /** An event's message on lines of its own. */
  private static String line(LogEvent event) {
    return event.message().endsWith("\n") ? event.message() : event.message() + "\n";
  }
}
