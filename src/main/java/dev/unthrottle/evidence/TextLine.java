package dev.unthrottle.evidence;

import dev.unthrottle.evidence.PlatformLine.End;
import dev.unthrottle.evidence.PlatformLine.InitReport;
import dev.unthrottle.evidence.PlatformLine.Other;
import dev.unthrottle.evidence.PlatformLine.Report;
import dev.unthrottle.evidence.PlatformLine.RestoreReport;
import dev.unthrottle.evidence.PlatformLine.RuntimeExit;
import dev.unthrottle.evidence.PlatformLine.Start;
import dev.unthrottle.evidence.PlatformLine.TimedOut;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform's lines in the text format, by one pass from the first character: no line is
 * searched, so that what an application prints costs next to nothing.
 */
final class TextLine {

  private static final String TASK_TIMED_OUT = "Task timed out after ";

  /** What runtimes before 2019 left behind, and {@code platform.fault} still does. */
  private static final String PROCESS_EXITED = " Process exited before completing request";

  private static final String NAME = "Name: ";
  private static final Pattern FIELD_END =
      Pattern.compile(
          "\\t+| +(?=(?:Runtime Version ARN|State|Types|Events|SegmentId|Sampled|Error Type): )");

  private static final int UUID_LENGTH = 36;

  private final TextCursor cursor;

  private TextLine(TextCursor cursor) {
    this.cursor = cursor;
  }

  static @Nullable PlatformLine parse(String message) {
    return message.isEmpty() ? null : new TextLine(new TextCursor(message)).line();
  }

  private @Nullable PlatformLine line() {
    return switch (cursor.next()) {
      case 'S' -> start();
      case 'E' -> cursor.take("END RequestId: ") ? end() : other("EXTENSION", NAME);
      case 'R' -> startingWithR();
      case 'I' -> startingWithI();
      case 'X' -> other("XRAY", "TraceId: ");
      case 'T' -> other("TELEMETRY", NAME);
      case 'L' -> other("LOGS", NAME);
      default -> timedOut();
    };
  }

  private @Nullable PlatformLine start() {
    if (!cursor.take("START RequestId: ")) {
      return null;
    }
    String requestId = cursor.token();
    if (!cursor.take(" Version: ")) {
      return null;
    }
    String version = cursor.token();
    return !requestId.isEmpty() && !version.isEmpty() && cursor.atEnd()
        ? new Start(requestId, version, null, null)
        : null;
  }

  private @Nullable PlatformLine end() {
    String requestId = cursor.token();
    return !requestId.isEmpty() && cursor.atEnd() ? new End(requestId) : null;
  }

  private @Nullable PlatformLine startingWithR() {
    if (cursor.take("REPORT RequestId: ")) {
      return report();
    }
    if (cursor.take("RequestId: ")) {
      return error();
    }
    if (cursor.sees("RESTORE_START")) {
      return other("RESTORE_START", "Runtime Version: ");
    }
    if (cursor.sees("RESTORE_REPORT Restore Duration: ")) {
      cursor.take("RESTORE_REPORT ");
      FieldReader fields = new FieldReader(cursor);
      return fields.readAll() ? new RestoreReport(fields.figures()) : null;
    }
    return null;
  }

  private @Nullable PlatformLine startingWithI() {
    if (cursor.sees("INIT_START")) {
      return other("INIT_START", "Runtime Version: ");
    }
    if (cursor.sees("INIT_REPORT Init Duration: ")) {
      cursor.take("INIT_REPORT ");
      FieldReader fields = new FieldReader(cursor);
      return fields.readAll() ? new InitReport(fields.figures()) : null;
    }
    return null;
  }

  private @Nullable PlatformLine report() {
    String requestId = cursor.token();
    if (requestId.isEmpty()) {
      return null;
    }
    FieldReader fields = new FieldReader(cursor);
    return fields.readAll() && fields.hasDurations()
        ? new Report(requestId, fields.figures())
        : null;
  }

  /** {@code RequestId: <id> Error: …}, which the platform writes when it ended an execution. */
  private @Nullable PlatformLine error() {
    String requestId = cursor.token();
    if (cursor.take(PROCESS_EXITED)) {
      return cursor.atEnd() ? new RuntimeExit(requestId, null) : null;
    }
    if (!cursor.take(" Error: ")) {
      return null;
    }
    if (cursor.take("Runtime exited with error: ")) {
      return new RuntimeExit(requestId, restOfLine());
    }
    if (cursor.take("Runtime exited without providing a reason")) {
      return new RuntimeExit(requestId, null);
    }
    return seconds(requestId);
  }

  /** {@code <time> <id> Task timed out after 3.00 seconds}; either of the first two may lack. */
  private @Nullable PlatformLine timedOut() {
    String first = cursor.token();
    boolean time = isTime(first);
    if (!time && !isUuid(first)) {
      return null;
    }
    cursor.skipBlanks();
    if (time && !cursor.sees(TASK_TIMED_OUT)) {
      String requestId = cursor.token();
      cursor.skipBlanks();
      return seconds(requestId);
    }
    return seconds(time ? null : first);
  }

  private @Nullable PlatformLine seconds(@Nullable String requestId) {
    if (!cursor.take(TASK_TIMED_OUT)) {
      return null;
    }
    Duration after = Decimal.seconds(cursor.token());
    return after != null && cursor.take(" seconds") && cursor.atEnd()
        ? new TimedOut(requestId, after)
        : null;
  }

  private static boolean isTime(String token) {
    return token.length() >= 20
        && token.charAt(4) == '-'
        && token.charAt(10) == 'T'
        && token.endsWith("Z");
  }

  private static boolean isUuid(String token) {
    return token.length() == UUID_LENGTH && token.charAt(8) == '-' && token.charAt(23) == '-';
  }

  /** {@code EXTENSION Name: …} and its like: a kind, and fields of which the first is known. */
  private @Nullable PlatformLine other(String kind, String first) {
    if (!cursor.take(kind)) {
      return null;
    }
    cursor.skipBlanks();
    return cursor.sees(first) ? new Other(kind, fields()) : null;
  }

  /** Those up to the line's end, which tabs part, or the blanks that a console made of them. */
  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    for (String field : FIELD_END.split(restOfLine(), -1)) {
      int colon = field.indexOf(": ");
      if (colon > 0) {
        fields.put(field.substring(0, colon), field.substring(colon + 2).strip());
      }
    }
    return fields;
  }

  private String restOfLine() {
    return cursor.until('\n', '\r').strip();
  }
}
