package dev.unthrottle.evidence;

import dev.unthrottle.evidence.PlatformLine.Figures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a report in the text format: {@code Duration: 80.30 ms}, tab, {@code Billed
 * Duration: 570 ms}, and so on, in any order. Tabs that a console or a ticket turned into spaces do
 * no harm, and a field that AWS adds later is passed over.
 */
final class FieldReader {

  private final TextCursor cursor;
  private final FigureFields fields = new FigureFields();
  private boolean durationNamed;
  private boolean billedNamed;

  FieldReader(TextCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads up to the end; {@code false} if anything there is no field. */
  boolean readAll() {
    while (!cursor.atEnd()) {
      if (!field() && !unknownField()) {
        return false;
      }
    }
    return true;
  }

  /** Whether both fields that every REPORT has were there. */
  boolean hasDurations() {
    return durationNamed && billedNamed;
  }

  Figures figures() {
    return fields.figures();
  }

  private boolean field() {
    if (cursor.take("Duration: ")) {
      durationNamed = true;
      fields.duration = millis();
    } else if (cursor.take("Billed Duration: ")) {
      billedNamed = true;
      fields.billed = millis();
    } else if (cursor.take("Memory Size: ")) {
      fields.memoryMb = megabytes();
    } else if (cursor.take("Max Memory Used: ")) {
      fields.maxMemoryMb = megabytes();
    } else if (cursor.take("Init Duration: ")) {
      fields.init = millis();
    } else if (cursor.take("Restore Duration: ")) {
      fields.restore = millis();
    } else if (cursor.take("Billed Restore Duration: ")) {
      fields.billedRestore = millis();
    } else if (cursor.take("Status: ")) {
      fields.status = FigureFields.status(cursor.token());
    } else if (cursor.take("Error Type: ")) {
      fields.errorType = cursor.token();
    } else if (cursor.take("Phase: ")) {
      fields.phase = cursor.token();
    } else if (cursor.take("XRAY TraceId: ")) {
      fields.traceId = cursor.token();
    } else if (cursor.take("SegmentId: ")) {
      fields.keep("SegmentId", cursor.token());
    } else if (cursor.take("Sampled: ")) {
      fields.keep("Sampled", cursor.token());
    } else {
      return false;
    }
    return true;
  }

  /** {@code Some Key: some value}, up to a tab or the line's end. */
  private boolean unknownField() {
    return cursor.until('\t', '\n').indexOf(": ") > 0;
  }

  private @Nullable Duration millis() {
    String number = cursor.token();
    return cursor.take(" ms") ? Decimal.millis(number) : null;
  }

  private @Nullable Integer megabytes() {
    String number = cursor.token();
    return cursor.take(" MB") ? Decimal.integer(number) : null;
  }
}
