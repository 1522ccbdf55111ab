package dev.unthrottle.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.unthrottle.evidence.PlatformLine.End;
import dev.unthrottle.evidence.PlatformLine.InitReport;
import dev.unthrottle.evidence.PlatformLine.Other;
import dev.unthrottle.evidence.PlatformLine.Report;
import dev.unthrottle.evidence.PlatformLine.RestoreReport;
import dev.unthrottle.evidence.PlatformLine.RuntimeDone;
import dev.unthrottle.evidence.PlatformLine.Start;
import java.io.IOException;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The platform's lines in the JSON format: {@code {"time":…,"type":"platform.…","record":{…}}}. */
final class JsonPlatformLine {

  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String type;
  private boolean hasRecord;
  private @Nullable String fault;
  private @Nullable String requestId;
  private @Nullable String version;
  private @Nullable String functionArn;
  private final FigureFields fields = new FigureFields();
  private final Map<String, String> record = new TreeMap<>();

  private JsonPlatformLine() {}

  static @Nullable PlatformLine parse(String message) {
    if (!message.contains("\"platform.")) {
      return null;
    }
    try (JsonParser json = JSON.createParser(message)) {
      JsonPlatformLine line = new JsonPlatformLine();
      line.readEnvelope(json);
      return json.nextToken() == null ? line.line() : null;
    } catch (IOException notJson) {
      return null; // A message that isn't JSON was printed by the application.
    }
  }

  private @Nullable PlatformLine line() {
    if (type == null || !type.startsWith("platform.")) {
      return null;
    }
    if (type.equals("platform.fault") && fault != null) {
      return TextLine.parse(fault);
    }
    if (!hasRecord) {
      return null;
    }
    return switch (type) {
      case "platform.start" ->
          requestId == null ? null : new Start(requestId, version, fields.traceId, functionArn);
      case "platform.end" -> requestId == null ? null : new End(requestId);
      case "platform.report" -> requestId == null ? null : new Report(requestId, fields.figures());
      case "platform.runtimeDone" ->
          requestId == null ? null : new RuntimeDone(requestId, fields.figures());
      case "platform.initReport" -> {
        fields.init = fields.duration;
        yield new InitReport(fields.figures());
      }
      case "platform.restoreReport" -> {
        fields.restore = fields.duration;
        yield new RestoreReport(fields.figures());
      }
      default -> new Other(type, record);
    };
  }

  private void readEnvelope(JsonParser json) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("type") && value == JsonToken.VALUE_STRING) {
        type = json.getText();
      } else if (field.equals("record") && value == JsonToken.START_OBJECT) {
        hasRecord = true;
        readRecord(json);
      } else if (field.equals("record") && value == JsonToken.VALUE_STRING) {
        fault = json.getText();
      } else {
        json.skipChildren();
      }
    }
  }

  private void readRecord(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("metrics") && value == JsonToken.START_OBJECT) {
        readMetrics(json);
      } else if (field.equals("tracing") && value == JsonToken.START_OBJECT) {
        readTracing(json);
      } else if (value == JsonToken.VALUE_STRING) {
        readText(field, json.getText());
      } else if (value.isNumeric()) {
        record.put(field, json.getText());
      } else if (field.equals("types") && value == JsonToken.START_ARRAY) {
        record.put(field, list(json));
      } else {
        json.skipChildren();
      }
    }
  }

  /** {@code [platform,function]}, as the text format writes it. */
  private static String list(JsonParser json) throws IOException {
    StringJoiner list = new StringJoiner(",", "[", "]");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(json.getText());
      json.skipChildren();
    }
    return list.toString();
  }

  /** {@code {"type":"X-Amzn-Trace-Id","value":"Root=1-…;Parent=…;Sampled=1"}}. */
  private void readTracing(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("value")) {
        fields.keep("tracing", json.getText());
        fields.traceId = root(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private static @Nullable String root(String header) {
    for (String part : header.split(";", -1)) {
      if (part.startsWith("Root=")) {
        return part.substring("Root=".length());
      }
    }
    return null;
  }

  private void readText(String field, String value) {
    record.put(field, value);
    switch (field) {
      case "requestId" -> requestId = value;
      case "version" -> version = value;
      case "functionArn" -> functionArn = value;
      case "phase" -> fields.phase = value;
      case "status" -> fields.status = FigureFields.status(value);
      case "errorType" -> fields.errorType = value;
      default -> {} // Of no consequence for an execution.
    }
  }

  private void readMetrics(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken().isNumeric()) {
        readMetric(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private void readMetric(String field, String value) {
    switch (field) {
      case "durationMs" -> fields.duration = Decimal.millis(value);
      case "billedDurationMs" -> fields.billed = Decimal.millis(value);
      case "initDurationMs" -> fields.init = Decimal.millis(value);
      case "restoreDurationMs" -> fields.restore = Decimal.millis(value);
      case "billedRestoreDurationMs" -> fields.billedRestore = Decimal.millis(value);
      case "memorySizeMB" -> fields.memoryMb = Decimal.integer(value);
      case "maxMemoryUsedMB" -> fields.maxMemoryMb = Decimal.integer(value);
      default -> fields.keep(field, value);
    }
  }
}
