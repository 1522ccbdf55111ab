package dev.unthrottle.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Log events in JSON, read as a stream: what {@code aws logs filter-log-events}, {@code
 * get-log-events} and {@code get-query-results} print, one document or several, and their events by
 * themselves, in an array or one a line.
 */
final class EventDocument {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final LineSink sink;
  private final EventRow row;
  private final EventRows rows = new EventRows();
  private @Nullable String streamOfAll;
  private long events;

  private EventDocument(JsonParser json, LineSink sink, EventRow row) {
    this.json = json;
    this.sink = sink;
    this.row = row;
  }

  /**
   * Reads all events.
   *
   * @return how many there were
   * @throws IOException if it can't be read, or isn't JSON any more; what came before is handed on
   */
  static long read(InputStream in, String file, StreamFilter filter, LineSink sink)
      throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      EventDocument document = new EventDocument(json, sink, new EventRow(file, filter));
      try {
        document.readAll();
      } finally {
        document.rows.to(sink);
      }
      return document.events;
    }
  }

  private void readAll() throws IOException {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      value(token, sink);
    }
  }

  /** An event, what holds events, or neither. */
  private void value(@Nullable JsonToken token, LineSink into) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      array(into);
    } else if (token == JsonToken.START_OBJECT) {
      object(into);
    }
  }

  private void array(LineSink into) throws IOException {
    for (JsonToken token = json.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      value(token, into);
    }
  }

  private void object(LineSink into) throws IOException {
    row.clear();
    boolean insights = false;
    boolean holdsEvents = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value != null && value.isScalarValue()) {
        insights |= field.startsWith("@");
        rememberStream(field, value);
        row.set(field, json.getText());
      } else if (field.equals("@message")) {
        row.set(field, text());
      } else if (field.equals("results")) {
        holdsEvents = true;
        queryResults();
      } else if (field.equals("events") || field.equals("logEvents")) {
        holdsEvents = true;
        value(value, into);
      } else {
        json.skipChildren();
      }
    }
    if (!holdsEvents && row.isEvent()) {
      handOn(insights ? rows : into);
    }
  }

  /** A message that is JSON itself, which the console's export leaves as it is. */
  private String text() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  /** A subscription's record names the stream of all its events. */
  private void rememberStream(String field, JsonToken value) throws IOException {
    if (field.equals("logStream") && value == JsonToken.VALUE_STRING) {
      streamOfAll = json.getText();
    }
  }

  /** An array for each row, of {@code {"field": "@message", "value": "…"}} for each column. */
  private void queryResults() throws IOException {
    while (json.nextToken() == JsonToken.START_ARRAY) {
      row.clear();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        column();
      }
      if (row.isEvent()) {
        handOn(rows);
      }
    }
  }

  private void column() throws IOException {
    String field = "";
    String value = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("field")) {
        field = json.getText();
      } else if (name.equals("value")) {
        value = json.getText();
      } else {
        json.skipChildren();
      }
    }
    row.set(field, value);
  }

  private void handOn(LineSink into) {
    events++;
    row.to(into, streamOfAll);
  }
}
