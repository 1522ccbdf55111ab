package dev.unthrottle.evidence;

/**
 * The figures of a REPORT line in its commonest form, read from the bytes as they are. Not safe for
 * use by several threads.
 */
final class ReportFigures {

  private static final long REPORT_2 = Bytes.word("equestId");
  private static final long ID_COLON = Bytes.word("uestId: ");
  private static final long DURATION_1 = Bytes.word("\tDuratio");
  private static final long DURATION_2 = Bytes.word("ration: ");
  private static final long BILLED_1 = Bytes.word(" ms\tBill");
  private static final long BILLED_2 = Bytes.word("ed Durat");
  private static final long MEMORY_1 = Bytes.word(" ms\tMemo");
  private static final long MEMORY_2 = Bytes.word("ry Size:");
  private static final long USED_1 = Bytes.word(" MB\tMax ");
  private static final long USED_2 = Bytes.word("Memory U");
  private static final long USED_3 = Bytes.word("y Used: ");
  private static final long INIT = Bytes.word("Init Dur");

  /** Where its request id stands behind its beginning. */
  static final int REQUEST_ID = 18;

  /** In nanoseconds, as {@link #billed} and {@link #init}. */
  long duration;

  long billed;
  long memory;
  long used;

  /** {@link Run#UNKNOWN} if the line has none. */
  long init;

  /**
   * Reads the line at {@code from}, which begins with {@code REPORT R}, and puts the cursor at its
   * end.
   *
   * @return whether it has that form; if not, the cursor may be anywhere
   */
  boolean read(ByteCursor cursor, int from) {
    byte[] text = cursor.text;
    if (Bytes.word(text, from + 8) != REPORT_2
        || Bytes.word(text, from + 10) != ID_COLON
        || Bytes.word(text, from + 54) != DURATION_1
        || Bytes.word(text, from + 57) != DURATION_2) {
      return false;
    }
    cursor.at = from + 65;
    duration = cursor.nanos();
    if (!cursor.take(BILLED_1, BILLED_2, DURATION_2, 21)) {
      return false;
    }
    billed = cursor.nanos();
    if (!cursor.take(MEMORY_1, MEMORY_2, MEMORY_2, 16) || text[cursor.at++] != ' ') {
      return false;
    }
    memory = cursor.integer();
    if (!cursor.take(USED_1, USED_2, USED_3, 21)) {
      return false;
    }
    used = cursor.integer();
    if (text[cursor.at] != ' ' || text[cursor.at + 1] != 'M' || text[cursor.at + 2] != 'B') {
      return false;
    }
    cursor.at += 3;
    cursor.at += text[cursor.at] == '\t' ? 1 : 0;
    init = Run.UNKNOWN;
    if (cursor.take(INIT, DURATION_2, DURATION_2, 15)) {
      init = cursor.nanos();
      if (text[cursor.at] != ' ' || text[cursor.at + 1] != 'm' || text[cursor.at + 2] != 's') {
        return false;
      }
      cursor.at += 3;
      cursor.at += text[cursor.at] == '\t' ? 1 : 0;
    }
    boolean numbers = Math.min(Math.min(duration, billed), Math.min(memory, used)) >= 0;
    return numbers
        && init >= Run.UNKNOWN
        && text[cursor.at] == '\n'
        && text[cursor.at + 1] != 'X'; // An X-Ray line would belong to it.
  }
}
