package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;

/** The time that a line without a stamp tells itself. Not safe for use by several threads. */
final class LineTime {

  private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEVEL_END = "]\t".getBytes(StandardCharsets.US_ASCII);

  /** A name, a time, and what ends a line after it. */
  private static final int SHORTEST_TIMED = 32;

  private final Stamp stamp;

  LineTime(Stamp stamp) {
    this.stamp = stamp;
  }

  /** The time of a JSON event of the platform; {@link Run#UNKNOWN} of any other line. */
  long ofPlatform(byte[] text, int from, int to) {
    return text[from] == '{' ? after(TIME, text, from, to) : Run.UNKNOWN;
  }

  /**
   * The time that a runtime's logger puts into a line: a field in JSON, {@code
   * 2026-11-22T12:00:00.000Z\t…} of Node.js, {@code [ERROR]\t2026-11-22T12:00:00.000Z\t…} of
   * Python.
   */
  long ofApplication(byte[] text, int from, int to) {
    return switch (text[from]) {
      case '{' -> after(TIMESTAMP, text, from, to);
      case '[' -> after(LEVEL_END, text, from, to);
      default -> to - from < SHORTEST_TIMED ? Run.UNKNOWN : stamp.read(text, from);
    };
  }

  private long after(byte[] name, byte[] text, int from, int to) {
    int time = Bytes.indexOf(text, from, to, name);
    return time < 0 || to - time < SHORTEST_TIMED
        ? Run.UNKNOWN
        : stamp.read(text, time + name.length);
  }
}
