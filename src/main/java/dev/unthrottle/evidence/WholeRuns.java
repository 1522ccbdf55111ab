package dev.unthrottle.evidence;

/**
 * Finds executions that stand in a text one after another, each with its START, what the
 * application printed, END and REPORT, in the commonest form and without times. Nearly all of a
 * long log is such, so this loop is kept small: it is compiled within milliseconds, and touches few
 * bytes. It stops at whatever is otherwise, and leaves that to {@link BlockScanner}, which comes to
 * the same result from any place.
 *
 * <p>Not safe for use by several threads.
 */
final class WholeRuns {

  private static final long START_1 = Bytes.word("START Re");
  private static final long START_2 = Bytes.word("questId:");
  private static final long VERSION_1 = Bytes.word(" Version");
  private static final long LATEST = Bytes.word("$LATEST\n");
  private static final long END_1 = Bytes.word("END Requ");
  private static final long END_2 = Bytes.word("uestId: ");
  private static final long REPORT = Bytes.word("REPORT R");
  private static final long REQUEST = Bytes.word("RequestI");
  private static final long INIT_REPORT = Bytes.word("INIT_REP");
  private static final long SECONDS = Bytes.word(" seconds");

  private static final int START_ID = 17;
  private static final int VERSION = 63;
  private static final int END_ID = 15;
  private static final int END_LENGTH = 52;

  private final ReportText report = new ReportText();
  private long lines;

  /** The lines of the executions that were found last. */
  long lines() {
    return lines;
  }

  /**
   * Puts the executions that follow one another from {@code from} on into {@code into}; returns
   * where the first one begins that isn't in this form, or {@code to}.
   */
  int scan(byte[] text, int from, int to, long stream, Batch into) {
    lines = 0;
    long printed = 0;
    int start = from;
    while (start < to && isStart(text, start)) {
      int line = afterVersion(text, start + VERSION);
      if (line < 0) {
        return start;
      }
      long first = Bytes.word(text, line);
      while (first != END_1) {
        int newline = Bytes.lineEnd(text, line);
        if (line >= to || mayTell(text, line, newline, first)) {
          return start;
        }
        printed++;
        line = newline + 1;
        first = Bytes.word(text, line);
      }
      int id = start + START_ID;
      if (Bytes.word(text, line + 7) != END_2
          || text[line + END_LENGTH - 1] != '\n'
          || !Uuids.same(text, id, line + END_ID)
          || !Uuids.same(text, id, line + END_LENGTH + ReportText.ID)
          || !Uuids.isUuid(text, id)) {
        return start;
      }
      int next = report.read(text, line + END_LENGTH);
      if (next < 0) {
        return start;
      }
      into.addWhole(Uuids.high(text, id), Uuids.low(text, id), stream, report);
      lines += printed + 3; // START, END and REPORT
      printed = 0;
      start = next;
    }
    return start;
  }

  private static boolean isStart(byte[] text, int at) {
    return Bytes.word(text, at) == START_1
        && Bytes.word(text, at + 8) == START_2
        && text[at + 16] == ' '
        && Bytes.word(text, at + 53) == VERSION_1
        && text[at + 61] == ':'
        && text[at + 62] == ' ';
  }

  /** Where the line after START begins; -1 if START ends in another way. */
  private static int afterVersion(byte[] text, int version) {
    if (Bytes.word(text, version) == LATEST) {
      return version + Long.BYTES;
    }
    int after = version;
    while (text[after] > ' ') {
      after++;
    }
    return after > version && text[after] == '\n' ? after + 1 : -1;
  }

  /** Whether a line between START and END may be the platform's, or tell of a call. */
  private static boolean mayTell(byte[] text, int line, int newline, long first) {
    if (first == START_1 || first == REPORT || first == REQUEST || first == INIT_REPORT) {
      return true;
    }
    if (text[line] == '{') {
      return newline == line + 1 || BlockScanner.tells(text, line, newline);
    }
    // Only a line that ends like "… timed out after 3.00 seconds" is worth a closer look.
    return newline > line
        && (Bytes.word(text, newline - Long.BYTES) == SECONDS || text[newline - 1] <= ' ')
        && BlockScanner.mayTellOfTimeout(text, line);
  }
}
