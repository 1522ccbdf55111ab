package dev.unthrottle.sandbox;

import java.time.Instant;
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

  /** The runtime that every function of a sandbox uses. */
  String RUNTIME_VERSION = "python:3.12.mainlinev2.v43";

  /** Its ARN. */
  String RUNTIME_ARN =
      "arn:aws:lambda:us-east-1::runtime:"
          + "36aeb19f3326e129d9f096dea0a3c6a9ca8dce2610e62d2b2060747602d863ae";

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
