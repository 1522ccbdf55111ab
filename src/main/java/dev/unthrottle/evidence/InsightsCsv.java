package dev.unthrottle.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch Logs Insights exports as CSV: a line of names, {@code @timestamp} and {@code
 * @message} among them, and a row for each event. Values with commas, quotation marks or line ends
 * are quoted as RFC 4180 says.
 */
final class InsightsCsv {

  private final BufferedReader in;

  private InsightsCsv(BufferedReader in) {
    this.in = in;
  }

  /**
   * Reads all events.
   *
   * @return how many there were
   * @throws IOException if it can't be read; what came before is handed on
   */
  static long read(InputStream in, String file, StreamFilter filter, LineSink sink)
      throws IOException {
    EventRows rows = new EventRows();
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new InsightsCsv(reader).read(new EventRow(file, filter), rows);
    } finally {
      rows.to(sink);
    }
  }

  private long read(EventRow row, EventRows rows) throws IOException {
    List<String> names = record();
    long events = 0;
    if (names == null) {
      return 0;
    }
    for (List<String> values = record(); values != null; values = record()) {
      row.clear();
      for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
        row.set(names.get(i).replace("\ufeff", ""), values.get(i));
      }
      if (row.isEvent()) {
        events++;
        row.to(rows, null);
      }
    }
    return events;
  }

  /** The next record's values; {@code null} at the end. */
  private @Nullable List<String> record() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    boolean closed = false;
    while (c >= 0 && (quoted || c != '\n')) {
      if (c == '"') {
        if (!quoted && closed) {
          value.append('"'); // The second of two, which stand for one.
        }
        closed = quoted;
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
        closed = false;
      } else if (c != '\r' || quoted) {
        value.append((char) c);
      }
      c = in.read();
    }
    values.add(value.toString());
    return values;
  }
}
