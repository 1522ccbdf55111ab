package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One log event while its fields are being read, whatever the export calls them. */
final class EventRow {

  private static final long MILLISECOND = 1_000_000;

  private final Stamp stamp = new Stamp();
  private final String file;
  private final StreamFilter filter;
  private @Nullable String message;
  private @Nullable String stream;
  private long at = Run.UNKNOWN;

  /**
   * No event so far.
   *
   * @param file the stream of events that don't name theirs
   * @param filter whose events are taken
   */
  EventRow(String file, StreamFilter filter) {
    this.file = file;
    this.filter = filter;
  }

  void clear() {
    message = null;
    stream = null;
    at = Run.UNKNOWN;
  }

  /** Takes a field; of no consequence if it is none of an event's. */
  void set(String field, String value) {
    switch (field) {
      case "message", "@message" -> message = value;
      case "logStreamName", "@logStream", "logStream" -> stream = value;
      case "timestamp", "@timestamp" -> at = time(value);
      default -> {} // Of no consequence here.
    }
  }

  /** Milliseconds since 1970, or a date and a time. */
  private long time(String value) {
    if (!value.isEmpty() && value.chars().allMatch(Character::isDigit) && value.length() < 15) {
      return Long.parseLong(value) * MILLISECOND;
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return text.length < 19
        ? Run.UNKNOWN
        : stamp.read(Arrays.copyOf(text, text.length + BlockScanner.SLACK), 0);
  }

  /** Whether it has what makes an event: a message and a time. */
  boolean isEvent() {
    return message != null && at != Run.UNKNOWN;
  }

  /** Hands it on, if it is of a stream that is wanted. */
  void to(LineSink sink, @Nullable String streamOfAll) {
    if (message == null) {
      return;
    }
    String name = stream != null ? stream : streamOfAll != null ? streamOfAll : file;
    if (!filter.takes(name)) {
      return;
    }
    PlatformLine line = PlatformLine.parse(message);
    if (line != null) {
      sink.add(line, at, name);
    }
    if (PlatformLine.isTheApplications(line)) {
      sink.other(new LogEvent(Tally.instant(at), name, message));
    }
  }
}
