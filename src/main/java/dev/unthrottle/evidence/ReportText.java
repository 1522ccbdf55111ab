package dev.unthrottle.evidence;

/**
 * The figures of a REPORT line in its commonest form, read from the bytes as they are. Any other
 * form is for {@link PlatformLine}. Not safe for use by several threads.
 */
final class ReportText {

  /** Where the request id stands in the line. */
  static final int ID = 18;

  private static final int DURATION = 65;

  private static final long REPORT_1 = Bytes.word("REPORT R");
  private static final long REPORT_2 = Bytes.word("equestId");
  private static final long REPORT_3 = Bytes.word("uestId: ");
  private static final long DURATION_1 = Bytes.word("\tDuratio");
  private static final long DURATION_2 = Bytes.word("ration: ");
  private static final long BILLED_1 = Bytes.word(" ms\tBill");
  private static final long BILLED_2 = Bytes.word("ed Durat");
  private static final long BILLED_3 = Bytes.word("ration: ");
  private static final long MEMORY_1 = Bytes.word(" ms\tMemo");
  private static final long MEMORY_2 = Bytes.word("ry Size:");
  private static final long MEMORY_3 = Bytes.word("y Size: ");
  private static final long USED_1 = Bytes.word(" MB\tMax ");
  private static final long USED_2 = Bytes.word("Memory U");
  private static final long USED_3 = Bytes.word("y Used: ");
  private static final long INIT_1 = Bytes.word("Init Dur");
  private static final long INIT_2 = Bytes.word("ration: ");

  private static final long NOT_A_NUMBER = Long.MIN_VALUE;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final int MOST_DECIMALS = 6;

  /** The nanoseconds in the last of so many decimals of a millisecond. */
  private static final long[] UNITS = {NANOS_OF_MILLI, 100_000, 10_000, 1_000, 100, 10, 1};

  /** Nanoseconds. */
  long duration;

  /** Nanoseconds. */
  long billed;

  /** Megabytes. */
  long memory;

  /** Megabytes. */
  long used;

  /** Nanoseconds, or {@link Run#UNKNOWN}. */
  long init;

  private byte[] text = new byte[0];
  private int cursor;

  /** Reads the line at {@code from}; returns where the next one begins, or -1 for another form. */
  int read(byte[] block, int from) {
    if (Bytes.word(block, from) != REPORT_1
        || Bytes.word(block, from + 8) != REPORT_2
        || Bytes.word(block, from + 10) != REPORT_3
        || Bytes.word(block, from + 54) != DURATION_1
        || Bytes.word(block, from + 57) != DURATION_2) {
      return -1;
    }
    text = block;
    cursor = from + DURATION;
    duration = nanos();
    if (!passes(BILLED_1, BILLED_2, BILLED_3, 21)) {
      return -1;
    }
    billed = nanos();
    if (!passes(MEMORY_1, MEMORY_2, MEMORY_3, 17)) {
      return -1;
    }
    memory = integer();
    if (!passes(USED_1, USED_2, USED_3, 21)) {
      return -1;
    }
    used = integer();
    init = Run.UNKNOWN;
    boolean numbers = Math.min(Math.min(duration, billed), Math.min(memory, used)) >= 0;
    // A line that begins with X may be XRAY, which belongs to this one.
    return numbers && passesUnit('M', 'B') && ends() && text[cursor] != 'X' ? cursor : -1;
  }

  /** Whether the line ends here, or behind the time of a cold start; passes over it if it does. */
  private boolean ends() {
    if (text[cursor] != '\n') {
      if (Bytes.word(text, cursor) != INIT_1 || Bytes.word(text, cursor + 7) != INIT_2) {
        return false;
      }
      cursor += 15;
      init = nanos();
      if (init < 0 || !passesUnit('m', 's') || text[cursor] != '\n') {
        return false;
      }
    }
    cursor++;
    return true;
  }

  /** Whether a unit stands at the cursor; passes over it and a tab if it does. */
  private boolean passesUnit(char first, char second) {
    boolean there = text[cursor] == ' ' && text[cursor + 1] == first && text[cursor + 2] == second;
    cursor += there ? 3 : 0;
    cursor += text[cursor] == '\t' ? 1 : 0;
    return there;
  }

  /**
   * Whether two words and, at its end, a third stand at the cursor, {@code length} bytes in all;
   * passes over them if they do.
   */
  private boolean passes(long one, long two, long last, int length) {
    boolean there =
        Bytes.word(text, cursor) == one
            && Bytes.word(text, cursor + 8) == two
            && Bytes.word(text, cursor + length - 8) == last;
    cursor += there ? length : 0;
    return there;
  }

  /** Milliseconds with up to six decimals, as nanoseconds. */
  private long nanos() {
    long nanos = integer() * NANOS_OF_MILLI;
    if (nanos < 0 || text[cursor] != '.') {
      return nanos;
    }
    cursor++;
    int from = cursor;
    long decimals = integer();
    int digits = cursor - from;
    return decimals < 0 || digits > MOST_DECIMALS ? NOT_A_NUMBER : nanos + decimals * UNITS[digits];
  }

  /** A whole number of up to seven digits; -1 if there is none, or a longer one. */
  private long integer() {
    long word = Bytes.word(text, cursor);
    int digits = Bytes.digits(word);
    cursor += digits;
    return digits == 0 || digits == Long.BYTES ? -1 : Bytes.number(word, digits);
  }
}
