package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  private static final long REPORT_2 = Bytes.word("equestId");
  private static final long DURATION_1 = Bytes.word("\tDuratio");
  private static final long DURATION_2 = Bytes.word("ration: ");
  private static final long BILLED_1 = Bytes.word(" ms\tBill");
  private static final long BILLED_2 = Bytes.word("ed Durat");
  private static final long BILLED_3 = Bytes.word("ration: ");
  private static final long MEMORY_1 = Bytes.word(" ms\tMemo");
  private static final long MEMORY_2 = Bytes.word("ry Size:");
  private static final long USED_1 = Bytes.word(" MB\tMax ");
  private static final long USED_2 = Bytes.word("Memory U");
  private static final long USED_3 = Bytes.word("y Used: ");
  private static final long INIT_1 = Bytes.word("Init Dur");
  private static final long INIT_2 = Bytes.word("ration: ");
  private static final long REQUEST = Bytes.word("RequestI");
  private static final long INIT_REPORT = Bytes.word("INIT_REP");
  private static final long INIT_START = Bytes.word("INIT_STA");
  private static final byte[] XRAY = "XRAY TraceId: ".getBytes(StandardCharsets.US_ASCII);
  private static final long PLATFORM = Bytes.word("platform");
  private static final long IDEMPOTENCY = Bytes.word("idempote");
  private static final long PAYLOAD_HASH = Bytes.word("payloadh");
  private static final long PAYLOAD_HASH_HYPHENED = Bytes.word("payload-");
  private static final long PAYLOAD_HASH_UNDERSCORED = Bytes.word("payload_") | Bytes.LOWER_CASE;
  private static final byte[] PLATFORM_EVENT = "\"platform.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEVEL_END = "]\t".getBytes(StandardCharsets.US_ASCII);

  /** A name, a time, and what ends a line after it. */
  private static final int SHORTEST_TIMED = 32;

  private static final byte[] TIMED_OUT =
      "Task timed out after ".getBytes(StandardCharsets.US_ASCII);

  /** Starts that are remembered until their REPORT comes; a power of two. */
  private static final int REMEMBERED = 1024;

  private final boolean fast;
  private final boolean searching;
  private final Stamp stamp = new Stamp();
  private final ByteCursor cursor = new ByteCursor();
  private final JsonEvent event = new JsonEvent();
  private final int[] startRows = new int[REMEMBERED];

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
  private int latestRow;
  private int latestId;

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
    Arrays.fill(startRows, -1);
    latestRow = -1;
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
    return beginsLikeTimeout(from) && mayTellOfTimeout(from) ? carefully(from) : printed(from);
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
      long time = at == Run.UNKNOWN ? printedTime(from, to) : at;
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
    remember(batch.addStart(high, low, stream, at), from + 17);
    return true;
  }

  private boolean end(int from) {
    if (Bytes.word(text, from + 7) != END_2 || text[from + 51] != '\n') {
      return false;
    }
    int row = startOf(from + 15);
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
    if (Bytes.word(text, from + 8) != REPORT_2
        || Bytes.word(text, from + 10) != END_2
        || Bytes.word(text, from + 54) != DURATION_1
        || Bytes.word(text, from + 57) != DURATION_2) {
      return false;
    }
    cursor.at = from + 65;
    long duration = cursor.nanos();
    if (!cursor.take(BILLED_1, BILLED_2, BILLED_3, 21)) {
      return false;
    }
    long billed = cursor.nanos();
    if (!cursor.take(MEMORY_1, MEMORY_2, MEMORY_2, 16) || text[cursor.at++] != ' ') {
      return false;
    }
    long memory = cursor.integer();
    if (!cursor.take(USED_1, USED_2, USED_3, 21)) {
      return false;
    }
    long used = cursor.integer();
    if (text[cursor.at] != ' ' || text[cursor.at + 1] != 'M' || text[cursor.at + 2] != 'B') {
      return false;
    }
    cursor.at += 3;
    cursor.at += text[cursor.at] == '\t' ? 1 : 0;
    long init = Run.UNKNOWN;
    if (cursor.take(INIT_1, INIT_2, INIT_2, 15)) {
      init = cursor.nanos();
      if (text[cursor.at] != ' ' || text[cursor.at + 1] != 'm' || text[cursor.at + 2] != 's') {
        return false;
      }
      cursor.at += 3;
      cursor.at += text[cursor.at] == '\t' ? 1 : 0;
    }
    boolean numbers = Math.min(Math.min(duration, billed), Math.min(memory, used)) >= 0;
    if (!numbers || init < Run.UNKNOWN || text[cursor.at] != '\n' || text[cursor.at + 1] == 'X') {
      return false;
    }
    int row = reportRow(from + 18);
    if (row < 0) {
      return false;
    }
    batch.report(row, at, duration, billed, memory, used, init);
    cursor.at++;
    return true;
  }

  /** The row that takes the report of the request id at {@code id}, or -1 if it is no UUID. */
  private int reportRow(int id) {
    int row = startOf(id);
    if (row >= 0) {
      batch.becomeWhole(row);
      forget(row);
      return row;
    }
    return Uuids.isUuid(text, id)
        ? batch.addReport(Uuids.high(text, id), Uuids.low(text, id), stream)
        : -1;
  }

  /**
   * The row of the START of the request id at {@code id}, or -1. Nearly always it is the latest
   * one, whose text is the same: comparing costs a third of reading a UUID.
   */
  private int startOf(int id) {
    if (latestRow >= 0 && batch.stream(latestRow) == stream && Uuids.same(text, id, latestId)) {
      return latestRow;
    }
    return Uuids.isUuid(text, id) ? rememberedStart(Uuids.high(text, id), Uuids.low(text, id)) : -1;
  }

  private void remember(int row, int id) {
    startRows[slot(batch.low(row))] = row;
    latestRow = row;
    latestId = id;
  }

  /** A start that was replaced or reported isn't waited for any more. */
  private void forget(int row) {
    startRows[slot(batch.low(row))] = -1;
    latestRow = latestRow == row ? -1 : latestRow;
  }

  private int slot(long low) {
    return (int) low & (REMEMBERED - 1);
  }

  /** The row of an execution's START in this block, or -1. */
  private int rememberedStart(long high, long low) {
    int row = startRows[slot(low)];
    return row >= 0
            && batch.low(row) == low
            && batch.high(row) == high
            && batch.stream(row) == stream
        ? row
        : -1;
  }

  private int json(int from) {
    if (fast && event.read(text, from) && takes(event)) {
      return event.end();
    }
    int newline = Bytes.lineEnd(text, from);
    int whole = newline == from + 1 ? endOfIndented(newline) : newline;
    if (!tells(from, whole)) {
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
        remember(batch.addStart(high, Uuids.low(text, id), stream, time), id);
      }
      case RUNTIME_DONE -> {
        return startOf(id) >= 0; // It tells nothing of an execution that is known.
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

  /**
   * Whether a name or a value in JSON begins as one of the platform's does, or of a call's mark.
   */
  private boolean tells(int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      long quotes = Bytes.bytes(Bytes.word(text, at), '"');
      if (quotes != 0) {
        long after = Bytes.word(text, at + 1) | Bytes.LOWER_CASE;
        long hits = quotes & (Bytes.bytes(after, 'p') | Bytes.bytes(after, 'i'));
        for (; hits != 0; hits &= hits - 1) {
          int quote = at + (Long.numberOfTrailingZeros(hits) >>> 3);
          if (quote < to && isTelling(quote + 1)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isTelling(int name) {
    long word = Bytes.word(text, name) | Bytes.LOWER_CASE;
    return word == PLATFORM
        || word == IDEMPOTENCY
        || word == PAYLOAD_HASH
        || word == PAYLOAD_HASH_HYPHENED
        || word == PAYLOAD_HASH_UNDERSCORED;
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

  /** With a time or a request id, as both forms of that line do. */
  private boolean beginsLikeTimeout(int from) {
    return (text[from + 4] == '-' && text[from + 10] == 'T')
        || (text[from + 8] == '-' && text[from + 23] == '-');
  }

  /** Whether {@code Task timed out} comes second or third, which the platform's line has. */
  private boolean mayTellOfTimeout(int from) {
    int second = nextWord(from);
    return isTimedOut(second) || isTimedOut(nextWord(second));
  }

  private boolean isTimedOut(int word) {
    return text[word] == TIMED_OUT[0] && Bytes.matches(text, word, TIMED_OUT);
  }

  private int nextWord(int from) {
    int at = from;
    if (text[at + 23] == 'Z' && text[at + 24] <= ' ' && text[at + 10] == 'T') {
      at += 24; // A time to the millisecond, which holds no blank.
    } else if (Uuids.isUuid(text, at)) {
      at += Uuids.LENGTH;
    }
    while (text[at] > ' ') {
      at++;
    }
    while (text[at] <= ' ' && text[at] != '\n') {
      at++;
    }
    return at;
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
      batch.addOther(line, at == Run.UNKNOWN ? ownTime(from, to) : at, stream, streamName);
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
    int row = rememberedStart(key.high(), key.low());
    if (row >= 0) {
      forget(row);
    }
  }

  /** The time that a JSON event tells itself. */
  private long ownTime(int from, int to) {
    return text[from] == '{' ? timeAfter(TIME, from, to) : Run.UNKNOWN;
  }

  /**
   * The time that a runtime's logger puts into a line: a field in JSON, {@code
   * 2026-11-22T12:00:00.000Z\t…} of Node.js, {@code [ERROR]\t2026-11-22T12:00:00.000Z\t…} of
   * Python.
   */
  private long printedTime(int from, int to) {
    return switch (text[from]) {
      case '{' -> timeAfter(TIMESTAMP, from, to);
      case '[' -> timeAfter(LEVEL_END, from, to);
      default -> to - from < SHORTEST_TIMED ? Run.UNKNOWN : stamp.read(text, from);
    };
  }

  private long timeAfter(byte[] name, int from, int to) {
    int time = Bytes.indexOf(text, from, to, name);
    return time < 0 || to - time < SHORTEST_TIMED
        ? Run.UNKNOWN
        : stamp.read(text, time + name.length);
  }
}
