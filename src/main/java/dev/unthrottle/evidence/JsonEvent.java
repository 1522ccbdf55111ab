package dev.unthrottle.evidence;

/**
 * One of the platform's commonest events in JSON, read from the bytes as they are: {@code
 * platform.start}, {@code platform.runtimeDone} and {@code platform.report} of an execution that
 * succeeded, as the platform itself writes them. Whatever differs by as much as a blank isn't
 * taken, and left to {@link JsonPlatformLine}; what is taken means the same there.
 *
 * <p>It takes no event with an X-Ray trace, an error, a restored snapshot, or an escaped character.
 */
final class JsonEvent {

  /** What an event tells. */
  enum Kind {
    START,
    RUNTIME_DONE,
    REPORT
  }

  private static final Literal TIME = Literal.of("{\"time\":\"");
  private static final Literal TYPE = Literal.of("\",\"type\":\"platform.");
  private static final Literal START = Literal.of("start\",\"record\":{\"requestId\":\"");
  private static final Literal REPORT = Literal.of("report\",\"record\":{\"requestId\":\"");
  private static final Literal RUNTIME_DONE =
      Literal.of("runtimeDone\",\"record\":{\"requestId\":\"");
  private static final Literal VERSION = Literal.of(",\"version\":\"");
  private static final Literal FUNCTION_ARN = Literal.of(",\"functionArn\":\"");
  private static final Literal SUCCESS = Literal.of(",\"status\":\"success\"");
  private static final Literal METRICS = Literal.of(",\"metrics\":{");
  private static final Literal SPANS = Literal.of(",\"spans\":[");
  private static final Literal SPAN_NAME = Literal.of("{\"name\":\"");
  private static final Literal SPAN_START = Literal.of(",\"start\":\"");
  private static final Literal SPAN_DURATION = Literal.of(",\"durationMs\":");
  private static final Literal DURATION = Literal.of("\"durationMs\":");
  private static final Literal BILLED = Literal.of("\"billedDurationMs\":");
  private static final Literal INIT = Literal.of("\"initDurationMs\":");
  private static final Literal MEMORY = Literal.of("\"memorySizeMB\":");
  private static final Literal MAX_MEMORY = Literal.of("\"maxMemoryUsedMB\":");
  private static final Literal PRODUCED = Literal.of("\"producedBytes\":");
  private static final Literal END = Literal.of("}}\n");

  private final ByteCursor cursor = new ByteCursor();
  private final Stamp stamp = new Stamp();

  /** What it tells. */
  Kind kind = Kind.START;

  /** When, in nanoseconds since 1970. */
  long at;

  /** Where its request id begins, a UUID. */
  int requestId;

  /** Whether it names the function. */
  boolean namesFunction;

  long duration;
  long billed;
  long init;
  long memoryMb;
  long maxMemoryMb;

  /** Reads the line at {@code from}; {@code false} if it isn't taken. */
  boolean read(byte[] text, int from) {
    cursor.text = text;
    cursor.at = from;
    if (!cursor.take(TIME)) {
      return false;
    }
    at = stamp.read(text, cursor.at);
    if (at == Run.UNKNOWN) {
      return false;
    }
    cursor.at = stamp.end();
    return cursor.take(TYPE) && readKind() && readRequestId() && readRecord();
  }

  /** Where the line after the one that was taken begins. */
  int end() {
    return cursor.at;
  }

  private boolean readKind() {
    if (cursor.take(START)) {
      kind = Kind.START;
    } else if (cursor.take(REPORT)) {
      kind = Kind.REPORT;
    } else if (cursor.take(RUNTIME_DONE)) {
      kind = Kind.RUNTIME_DONE;
    } else {
      return false;
    }
    return true;
  }

  private boolean readRequestId() {
    requestId = cursor.at;
    cursor.at += Uuids.LENGTH;
    return Uuids.isUuid(cursor.text, requestId) && cursor.take('"');
  }

  private boolean readRecord() {
    return switch (kind) {
      case START -> readStart();
      case RUNTIME_DONE -> readAccount();
      case REPORT -> readAccount() && duration != Run.UNKNOWN;
    };
  }

  private boolean readStart() {
    namesFunction = false;
    while (!cursor.take(END)) {
      if (cursor.take(FUNCTION_ARN)) {
        namesFunction = true;
      } else if (!cursor.take(VERSION)) {
        return false;
      }
      if (!readText()) {
        return false;
      }
    }
    return true;
  }

  private boolean readAccount() {
    duration = Run.UNKNOWN;
    billed = Run.UNKNOWN;
    init = Run.UNKNOWN;
    memoryMb = Run.UNKNOWN;
    maxMemoryMb = Run.UNKNOWN;
    while (!cursor.take(END)) {
      boolean read =
          cursor.take(SUCCESS)
              || (cursor.take(METRICS) && readMetrics())
              || (cursor.take(SPANS) && readSpans());
      if (!read) {
        return false;
      }
    }
    return true;
  }

  private boolean readMetrics() {
    do {
      if (!readMetric()) {
        return false;
      }
    } while (cursor.take(','));
    return cursor.take('}');
  }

  private boolean readMetric() {
    if (cursor.take(DURATION)) {
      duration = decimal();
      return duration >= 0;
    }
    if (cursor.take(BILLED)) {
      billed = decimal();
      return billed >= 0;
    }
    if (cursor.take(MEMORY)) {
      memoryMb = integer();
      return memoryMb >= 0;
    }
    if (cursor.take(MAX_MEMORY)) {
      maxMemoryMb = integer();
      return maxMemoryMb >= 0;
    }
    if (cursor.take(INIT)) {
      init = decimal();
      return init >= 0;
    }
    return cursor.take(PRODUCED) && integer() >= 0;
  }

  /** At least one, each with a name, a start and a duration. */
  private boolean readSpans() {
    do {
      boolean read =
          cursor.take(SPAN_NAME)
              && readText()
              && cursor.take(SPAN_START)
              && readText()
              && cursor.take(SPAN_DURATION)
              && decimal() >= 0
              && cursor.take('}');
      if (!read) {
        return false;
      }
    } while (cursor.take(','));
    return cursor.take(']');
  }

  /** Passes a text and the quote that ends it. */
  private boolean readText() {
    byte[] text = cursor.text;
    int next = cursor.at;
    while (text[next] != '"') {
      if (text[next] == '\\' || (text[next] >= 0 && text[next] < ' ')) {
        return false;
      }
      next++;
    }
    cursor.at = next + 1;
    return true;
  }

  private long decimal() {
    return hasLeadingZero() ? Run.UNKNOWN : cursor.nanos();
  }

  private long integer() {
    return hasLeadingZero() ? Run.UNKNOWN : cursor.integer();
  }

  /** JSON has no number that begins so. */
  private boolean hasLeadingZero() {
    byte next = cursor.text[cursor.at + 1];
    return cursor.text[cursor.at] == '0' && next >= '0' && next <= '9';
  }
}
