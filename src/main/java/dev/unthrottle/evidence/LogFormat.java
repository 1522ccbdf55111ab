package dev.unthrottle.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which form a file holds logs; recognised by its first bytes, never by its name. */
enum LogFormat {
  /** Nothing. */
  EMPTY,
  /** Something with zero bytes in it. */
  BINARY,
  /** Lines that begin with their message. */
  BARE_TEXT,
  /** Lines that begin with a time. */
  STAMPED_TEXT,
  /** JSON that AWS's calls answer with, log events among it. */
  JSON_EVENTS,
  /** Any other JSON document. */
  OTHER_JSON,
  /** Rows of CloudWatch Logs Insights, with a line of names. */
  CSV;

  /** So many first bytes tell the form. */
  static final int HEAD = 1 << 16;

  private static final JsonFactory JSON = new JsonFactory();

  /** The fields of an answer that holds log events. */
  private static final Set<String> ANSWERS =
      Set.of("events", "results", "logEvents", "searchedLogStreams", "nextForwardToken");

  /** The fields of a log event that an application's own JSON doesn't have. */
  private static final Set<String> EVENT_MARKS =
      Set.of("eventId", "ingestionTime", "logStreamName", "@message");

  /** The form of a file that begins like this. */
  static LogFormat of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    for (int i = 0; i < Math.min(head.length, 1024); i++) {
      if (head[i] == 0) {
        return BINARY;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8).stripLeading();
    if (text.startsWith("{") || text.startsWith("[")) {
      LogFormat json = json(text);
      return json == null ? text(head) : json;
    }
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    return first.contains("@message") && first.contains(",") ? CSV : text(head);
  }

  /** {@code null} if it is text after all: lines of JSON, or lines that begin with a bracket. */
  private static @Nullable LogFormat json(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      JsonToken token = json.nextToken();
      while (token == JsonToken.START_ARRAY) {
        token = json.nextToken();
      }
      if (token != JsonToken.START_OBJECT) {
        return token == JsonToken.END_ARRAY ? OTHER_JSON : null;
      }
      return object(json, text);
    } catch (IOException notJson) {
      return null;
    }
  }

  private static @Nullable LogFormat object(JsonParser json, String text) {
    try {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (ANSWERS.contains(field) || EVENT_MARKS.contains(field)) {
          return JSON_EVENTS;
        }
        json.nextToken();
        json.skipChildren();
      }
      int line = json.currentLocation().getLineNr();
      return line > 1 || json.nextToken() == null ? OTHER_JSON : null;
    } catch (IOException cutOff) {
      return text.startsWith("\n", 1) || !text.contains("\n") ? OTHER_JSON : null;
    }
  }

  /** By the first line that is surely the platform's; else by the first line. */
  private static LogFormat text(byte[] head) {
    byte[] padded = Arrays.copyOf(head, head.length + BlockScanner.SLACK);
    padded[head.length] = '\n';
    Stamp stamp = new Stamp();
    for (int at = 0; at < head.length; at = Bytes.lineEnd(padded, at) + 1) {
      if (BlockScanner.isSurelyPlatform(padded, at)) {
        return BARE_TEXT;
      }
      if (stamp.read(padded, at) != Run.UNKNOWN
          && padded[stamp.end()] == ' '
          && holdsPlatformLine(padded, stamp.end() + 1)) {
        return STAMPED_TEXT;
      }
    }
    boolean stamped = stamp.read(padded, 0) != Run.UNKNOWN && padded[stamp.end()] == ' ';
    return stamped ? STAMPED_TEXT : BARE_TEXT;
  }

  private static boolean holdsPlatformLine(byte[] text, int at) {
    int message = at;
    if (StreamFilter.looksLikeStream(text, at)) {
      while (text[message] > ' ') {
        message++;
      }
      message++;
    }
    return BlockScanner.isSurelyPlatform(text, message);
  }
}
