package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;

/**
 * Finds the platform's lines in blocks of text. The commonest form of START, END and REPORT is read
 * from the bytes as they are; whatever else begins like a line of the platform is handed to {@link
 * PlatformLine}, which decides. Both ways give the same answer; the one is only faster.
 *
 * <p>A block ends with whole messages, a newline and {@link #SLACK} more bytes. Not safe for use by
 * several threads.
 */
final class BlockScanner {

  /** How far a look ahead may reach beyond the end of a block. */
  static final int SLACK = 256;

  private static final long START_1 = Bytes.word("START Re");
  private static final long START_2 = Bytes.word("questId:");
  private static final long VERSION_1 = Bytes.word(" Version");
  private static final long LATEST = Bytes.word("$LATEST\n");
  private static final long END_1 = Bytes.word("END Requ");
  private static final long END_2 = Bytes.word("uestId: ");
  private static final long REPORT_1 = Bytes.word("REPORT R");
  private static final long REQUEST = Bytes.word("RequestI");
  private static final long INIT_REPORT = Bytes.word("INIT_REP");
  private static final long INIT_START = Bytes.word("INIT_STA");
  private static final byte[] XRAY = "XRAY TraceId: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLATFORM_EVENT = "\"platform.".getBytes(StandardCharsets.US_ASCII);

  private final boolean fast;
  private final boolean searching;
  private final Stamp stamp = new Stamp();
  private final LineTime lineTime = new LineTime(stamp);
  private final ByteCursor cursor = new ByteCursor();
  private final ReportFigures figures = new ReportFigures();
  private final JsonEvent event = new JsonEvent();
  private final RecentStarts starts = new RecentStarts();

  private TextStyle style = TextStyle.BARE;
  private StreamFilter filter = StreamFilter.ALL;
  private String fileStreamName = "";
  private long fileStream;
  private String streamName = "";
  private long stream;
  private byte[] text = new byte[0];
  private int end;
  private Batch batch = new Batch();
  private long at;

  /**
   * A scanner.
   *
   * @param fast whether to read the commonest lines from the bytes as they are
   */
  BlockScanner(boolean fast) {
    this(fast, false);
  }

  private BlockScanner(boolean fast, boolean searching) {
    this.fast = fast;
    this.searching = searching;
  }

  /**
   * A careful scanner that takes an application's lines as well, if they may tell of a throttle and
   * have a time.
   */
  static BlockScanner searching() {
    return new BlockScanner(false, true);
  }

  /** Sets what the next blocks are of. */
  void enter(TextStyle newStyle, String newStream, StreamFilter newFilter) {
    style = newStyle;
    filter = newFilter;
    fileStreamName = newStream;
    fileStream = RequestKey.number(newStream);
  }

  /** Whether a START, END, REPORT or INIT_START line, or a JSON event, seems to begin there. */
  static boolean isSurelyPlatform(byte[] text, int at) {
    long first = Bytes.word(text, at);
    return first == START_1
        || first == END_1
        || first == REPORT_1
        || first == INIT_START
        || (text[at] == '{'
            && Bytes.indexOf(text, at, Bytes.lineEnd(text, at), PLATFORM_EVENT) >= 0);
  }

  /** Puts the platform's lines between {@code from} and {@code to} into {@code into}. */
  void scan(byte[] block, int from, int to, Batch into) {
    text = block;
    cursor.text = block;
    end = to;
    batch = into;
    stream = fileStream;
    streamName = fileStreamName;
    starts.enter(block, into);
    long lines = 0;
    int next = from;
    while (next < to) {
      next = style == TextStyle.BARE ? bareLine(next) : stampedLine(next);
      lines++;
    }
    batch.lines += lines;
  }

  private int bareLine(int from) {
    at = Run.UNKNOWN;
    return message(from);
  }

  /** Behind the stamp there may be the stream's name, as {@code aws logs tail} prints it. */
  private int stampedLine(int from) {
    at = stamp.read(text, from);
    if (at == Run.UNKNOWN || text[stamp.end()] != ' ') {
      return Bytes.lineEnd(text, from) + 1; // A line of the message that began above.
    }
    int message = stamp.end() + 1;
    stream = fileStream;
    streamName = fileStreamName;
    if (StreamFilter.looksLikeStream(text, message)) {
      int blank = message;
      while (text[blank] > ' ') {
        blank++;
      }
      if (text[blank] == ' ') {
        String name = new String(text, message, blank - message, StandardCharsets.UTF_8);
        if (!filter.takes(name)) {
          return Bytes.lineEnd(text, blank) + 1;
        }
        stream = RequestKey.number(name);
        streamName = name;
        message = blank + 1;
      }
    }
    return message(message);
  }

  /** Reads the message at {@code from}; returns where the next line begins. */
  private int message(int from) {
    long first = Bytes.word(text, from);
    if (fast) {
      if ((first == REPORT_1 && report(from))
          || (first == START_1 && start(from))
          || (first == END_1 && end(from))) {
        return cursor.at;
      }
    }
    if (first == REPORT_1
        || first == START_1
        || first == END_1
        || first == REQUEST
        || first == INIT_REPORT) {
      return carefully(from);
    }
    if (text[from] == '{') {
      return json(from);
    }
    return TellingWords.ofTimeout(text, from) ? carefully(from) : printed(from);
  }

  /** Passes a line that the platform didn't write. */
  private int printed(int from) {
    int newline = Bytes.lineEnd(text, from);
    if (searching) {
      search(from, style == TextStyle.STAMPED ? endOfMessage(newline) : newline);
    }
    return newline + 1;
  }

  /** In a stamped text a message goes on until the next stamp. */
  private int endOfMessage(int newline) {
    int last = newline;
    while (last + 1 < end && stamp.read(text, last + 1) == Run.UNKNOWN) {
      last = Bytes.lineEnd(text, last + 1);
    }
    return Math.min(last, end);
  }

  private void search(int from, int to) {
    if (ThrottleSearch.finds(text, from, to)) {
      long time = at == Run.UNKNOWN ? lineTime.ofApplication(text, from, to) : at;
      if (time != Run.UNKNOWN) {
        String message = new String(text, from, to - from, StandardCharsets.UTF_8);
        batch.addPrinted(new LogEvent(Tally.instant(time), streamName, message));
      }
    }
  }

  private boolean start(int from) {
    if (Bytes.word(text, from + 8) != START_2
        || text[from + 16] != ' '
        || !Uuids.isUuid(text, from + 17)
        || Bytes.word(text, from + 53) != VERSION_1
        || text[from + 61] != ':'
        || text[from + 62] != ' ') {
      return false;
    }
    int version = from + 63;
    if (Bytes.word(text, version) == LATEST) {
      cursor.at = version + 8;
    } else {
      int after = version;
      while (text[after] > ' ') {
        after++;
      }
      if (after == version || text[after] != '\n') {
        return false;
      }
      cursor.at = after + 1;
    }
    long high = Uuids.high(text, from + 17);
    long low = Uuids.low(text, from + 17);
    starts.remember(batch.addStart(high, low, stream, at), from + 17);
    return true;
  }

  private boolean end(int from) {
    if (Bytes.word(text, from + 7) != END_2 || text[from + 51] != '\n') {
      return false;
    }
    int row = starts.at(from + 15, stream);
    if (row >= 0) {
      batch.end(row, at);
    } else if (Uuids.isUuid(text, from + 15)) {
      batch.addEnd(Uuids.high(text, from + 15), Uuids.low(text, from + 15), stream, at);
    } else {
      return false;
    }
    cursor.at = from + 52;
    return true;
  }

  private boolean report(int from) {
    if (!figures.read(cursor, from)) {
      return false;
    }
    int row = reportRow(from + ReportFigures.REQUEST_ID);
    if (row < 0) {
      return false;
    }
    batch.report(
        row, at, figures.duration, figures.billed, figures.memory, figures.used, figures.init);
    cursor.at++;
    return true;
  }

  /** The row that takes the report of the request id at {@code id}, or -1 if it is no UUID. */
  private int reportRow(int id) {
    int row = starts.at(id, stream);
    if (row >= 0) {
      batch.becomeWhole(row);
      starts.forget(row);
      return row;
    }
    return Uuids.isUuid(text, id)
        ? batch.addReport(Uuids.high(text, id), Uuids.low(text, id), stream)
        : -1;
  }

  private int json(int from) {
    if (fast && event.read(text, from) && takes(event)) {
      return event.end();
    }
    int newline = Bytes.lineEnd(text, from);
    int whole = newline == from + 1 ? endOfIndented(newline) : newline;
    if (!TellingWords.inJson(text, from, whole)) {
      return printed(from);
    }
    if (!careful(from, whole) && searching) {
      search(from, whole);
    }
    return whole + 1;
  }

  /** Makes rows of an event, unless what is around it says more than the event. */
  private boolean takes(JsonEvent event) {
    long time = at == Run.UNKNOWN ? event.at : at;
    int id = event.requestId;
    switch (event.kind) {
      case START -> {
        if (event.namesFunction && filter.function() != null) {
          return false;
        }
        long high = Uuids.high(text, id);
        starts.remember(batch.addStart(high, Uuids.low(text, id), stream, time), id);
      }
      case RUNTIME_DONE -> {
        return starts.at(id, stream) >= 0; // It tells nothing of an execution that is known.
      }
      case REPORT ->
          batch.report(
              reportRow(id),
              time,
              event.duration,
              event.billed,
              event.memoryMb,
              event.maxMemoryMb,
              event.init);
    }
    return true;
  }

  /** {@code aws logs tail} may print JSON over several lines; the last one is a brace alone. */
  private int endOfIndented(int newline) {
    int at = newline;
    while (at + 1 < end && text[at + 1] == ' ') {
      at = Bytes.lineEnd(text, at + 1);
    }
    boolean closed = at + 2 <= end && text[at + 1] == '}' && text[at + 2] == '\n';
    return closed ? at + 2 : newline;
  }

  /** A report's X-Ray line belongs to it. */
  private int carefully(int from) {
    int newline = Bytes.lineEnd(text, from);
    if (Bytes.word(text, from) == REPORT_1
        && newline + 1 < end
        && Bytes.matches(text, newline + 1, XRAY)) {
      newline = Bytes.lineEnd(text, newline + 1);
      batch.lines++;
    }
    careful(from, newline);
    return newline + 1;
  }

  /** Reads a line; whether the platform wrote it. */
  private boolean careful(int from, int to) {
    PlatformLine line =
        PlatformLine.parse(new String(text, from, to - from, StandardCharsets.UTF_8));
    if (line != null && !(line instanceof PlatformLine.Other)) {
      forgetStart(line);
      batch.addOther(
          line, at == Run.UNKNOWN ? lineTime.ofPlatform(text, from, to) : at, stream, streamName);
    }
    return !PlatformLine.isTheApplications(line);
  }

  /** A start that was replaced or reported by another line isn't waited for any more. */
  private void forgetStart(PlatformLine line) {
    String requestId =
        switch (line) {
          case PlatformLine.Start start -> start.requestId();
          case PlatformLine.Report report -> report.requestId();
          case PlatformLine.End _,
              PlatformLine.RuntimeDone _,
              PlatformLine.InitReport _,
              PlatformLine.RestoreReport _,
              PlatformLine.TimedOut _,
              PlatformLine.RuntimeExit _,
              PlatformLine.CallMark _,
              PlatformLine.Other _ ->
              "";
        };
    RequestKey key = RequestKey.of(requestId, stream);
    int row = starts.of(key.high(), key.low(), stream);
    if (row >= 0) {
      starts.forget(row);
    }
  }
}
