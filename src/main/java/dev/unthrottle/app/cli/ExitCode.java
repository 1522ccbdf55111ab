package dev.unthrottle.app.cli;

import dev.unthrottle.app.Problem;

/** What the process ends with. */
final class ExitCode {

  /** An answer was reached. */
  static final int OK = 0;

  /** A check found what fails it. */
  static final int HAZARD = 1;

  /** The request was wrong. */
  static final int WRONG_REQUEST = 2;

  /** AWS could not be asked, or something broke. */
  static final int NO_ANSWER = 3;

  private ExitCode() {}

  static int of(Problem.Kind kind) {
    return switch (kind) {
      case MALFORMED_JSON,
          INVALID_REQUEST,
          NO_SUCH_CLIENT,
          NO_SUCH_RESOURCE,
          NO_SUCH_DIAGNOSIS,
          NO_CONSOLE,
          CROSS_SITE,
          KEY_REUSED,
          NOTHING_KEPT,
          METHOD_NOT_ALLOWED,
          PROBES_OFF,
          PROBE_TOO_LONG,
          MISDIRECTED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE ->
          WRONG_REQUEST;
      case FORBIDDEN,
          NO_SUCH_FUNCTION,
          UNEXPECTED,
          UNREACHABLE,
          THROTTLED,
          ANSWER_TOO_LARGE,
          WORKER_LOST,
          STORE_UNAVAILABLE ->
          NO_ANSWER;
    };
  }
}
