package dev.unthrottle.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields that CloudWatch Logs Insights discovers in the lines of Lambda: the figures of a
 * REPORT, or the whole object where a line is JSON, by dotted paths.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html">
 *     Discovered fields</a>, checked 2026-11-22
 */
final class LogFields {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final Pattern TYPE =
      Pattern.compile("^(START|END|REPORT) RequestId: ([0-9a-f-]+)");
  private static final Pattern FIGURE =
      Pattern.compile("\t(Duration|Billed Duration|Init Duration): ([0-9.]+) ms");
  private static final Map<String, String> FIGURES =
      Map.of(
          "Duration", "@duration",
          "Billed Duration", "@billedDuration",
          "Init Duration", "@initDuration");

  private LogFields() {}

  /** The fields of one event. */
  static Map<String, String> of(LogStore.Event event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("@timestamp", TIME.format(event.timestamp()));
    fields.put("@logStream", event.stream());
    fields.put("@message", event.message());
    if (event.message().startsWith("{")) {
      json(event.message(), fields);
    } else {
      text(event.message(), fields);
    }
    return fields;
  }

  private static void text(String message, Map<String, String> fields) {
    Matcher type = TYPE.matcher(message);
    if (type.find()) {
      fields.put("@type", type.group(1));
      fields.put("@requestId", type.group(2));
    }
    Matcher figure = FIGURE.matcher(message);
    while (figure.find()) {
      fields.put(FIGURES.getOrDefault(figure.group(1), figure.group(1)), figure.group(2));
    }
  }

  private static void json(String message, Map<String, String> fields) {
    try {
      flatten("", Json.read(message.getBytes(StandardCharsets.UTF_8)), fields);
    } catch (JsonProcessingException _) {
      // Not JSON after all: it has the three fields that every event has.
    }
  }

  private static void flatten(String path, JsonNode node, Map<String, String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(property ->
              flatten(
                  path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                  property.getValue(),
                  fields));
    } else if (node.isValueNode()) {
      fields.put(path, node.asText());
    }
  }
}
