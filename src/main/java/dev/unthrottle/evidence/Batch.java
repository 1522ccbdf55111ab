package dev.unthrottle.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The platform's lines in one block of a text, in their order. The three commonest kinds are rows
 * of numbers, so that nothing is allocated for them; every other line is kept as it was read.
 */
final class Batch {

  /** What a row tells. */
  enum Kind {
    START(0),
    END(1),
    REPORT(2),
    /** An execution's START and REPORT, and its END if it has one. */
    WHOLE(3),
    /** Another line: {@link #other(int)}. */
    OTHER(4);

    private static final Kind[] BY_CODE = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /**
   * A line that the careful parser read.
   *
   * @param line what it says
   * @param at when, in nanoseconds since 1970 or {@link Run#UNKNOWN}
   * @param stream the name of its stream
   */
  record Other(PlatformLine line, long at, String stream) {}

  private static final int KIND = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int STREAM = 3;
  private static final int START = 4;
  private static final int END = 5;
  private static final int DURATION = 6;
  private static final int INIT = 7;
  private static final int BILLED = 8;
  private static final int MEMORY = 9;
  private static final int MAX_MEMORY = 10;
  private static final int WIDTH = 11;

  private long[] cells = new long[256 * WIDTH];
  private int rows;
  private final List<Other> others = new ArrayList<>();
  private final List<LogEvent> printed = new ArrayList<>();

  /** Lines that there were, the platform's or not. */
  long lines;

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
    lines = 0;
    others.clear();
    printed.clear();
  }

  int addStart(long high, long low, long stream, long at) {
    int row = add(Kind.START, high, low, stream);
    cells[row * WIDTH + START] = at;
    cells[row * WIDTH + END] = NO_END;
    return row;
  }

  void addEnd(long high, long low, long stream, long at) {
    int row = add(Kind.END, high, low, stream); // may make room, so cells is read after it
    cells[row * WIDTH + END] = at;
  }

  int addReport(long high, long low, long stream) {
    return add(Kind.REPORT, high, low, stream);
  }

  void addOther(PlatformLine line, long at, long stream, String streamName) {
    add(Kind.OTHER, others.size(), 0, stream);
    others.add(new Other(line, at, streamName));
  }

  /** A line that an application wrote. */
  void addPrinted(LogEvent event) {
    printed.add(event);
  }

  /** The END of the execution whose START is that row. */
  void end(int row, long at) {
    cells[row * WIDTH + END] = at;
  }

  /** The REPORT of the execution whose START is that row. */
  void becomeWhole(int row) {
    cells[row * WIDTH] = Kind.WHOLE.code;
  }

  void report(
      int row, long at, long duration, long billed, long memory, long maxMemory, long init) {
    int cell = row * WIDTH;
    cells[cell + END] = at;
    cells[cell + DURATION] = duration;
    cells[cell + BILLED] = billed;
    cells[cell + MEMORY] = memory;
    cells[cell + MAX_MEMORY] = maxMemory;
    cells[cell + INIT] = init;
  }

  private static final long NO_END = -2;

  private int add(Kind kind, long high, long low, long stream) {
    int cell = rows * WIDTH;
    if (cell == cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    cells[cell] = kind.code;
    cells[cell + HIGH] = high;
    cells[cell + LOW] = low;
    cells[cell + STREAM] = stream;
    return rows++;
  }

  Kind kind(int row) {
    return Kind.BY_CODE[(int) cells[row * WIDTH + KIND]];
  }

  long high(int row) {
    return cells[row * WIDTH + HIGH];
  }

  long low(int row) {
    return cells[row * WIDTH + LOW];
  }

  long stream(int row) {
    return cells[row * WIDTH + STREAM];
  }

  long start(int row) {
    return cells[row * WIDTH + START];
  }

  long end(int row) {
    return cells[row * WIDTH + END];
  }

  /** Whether a START's END was seen as well. */
  boolean hasEnd(int row) {
    return end(row) != NO_END;
  }

  /** The lines that were read carefully. */
  List<Other> others() {
    return others;
  }

  /** The lines of applications that were searched for. */
  List<LogEvent> printed() {
    return printed;
  }

  Other other(int row) {
    return others.get((int) high(row));
  }

  /** Writes a row's REPORT into a run. */
  void reportTo(Run run, int row) {
    int cell = row * WIDTH;
    run.reported(cells[cell + END]);
    run.duration = cells[cell + DURATION];
    run.billed = cells[cell + BILLED];
    run.memoryMb = cells[cell + MEMORY];
    run.maxMemoryMb = cells[cell + MAX_MEMORY];
    run.init = cells[cell + INIT] == Run.UNKNOWN ? run.init : cells[cell + INIT];
  }
}
