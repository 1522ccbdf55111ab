package dev.unthrottle.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The lines that Lambda and the runtime write about an execution. */
interface PlatformLog {

  /**
   * One line and its time.
   *
   * @param at its time
   * @param text with its line end
   */
  record Line(Instant at, String text) {}

  /** Times in log lines, to the millisecond. */
  DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The plain text lines. */
  PlatformLog TEXT = new TextPlatformLog();

  /** One JSON object a line. */
  PlatformLog JSON = new JsonPlatformLog();

  /** The lines in the format that a function is configured for. */
  static PlatformLog of(FunctionSpec function) {
    return function.jsonLogs() ? JSON : TEXT;
  }

  /** All lines of an execution, in the order of their times. */
  List<Line> lines(Run run);

  /** How much memory an execution is said to have used, in MB. */
  static int usedMemoryMb(FunctionSpec function) {
    return Math.max(36, function.memoryMb() * 3 / 10);
  }
}
