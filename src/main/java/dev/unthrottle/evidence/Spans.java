package dev.unthrottle.evidence;

import java.time.Duration;
import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;

/**
 * Executions with the time that each held its slot, in columns, in memory that doesn't grow with
 * the log: all of up to {@value #MOST}, and of a longer log windows of {@value #WINDOW} that follow
 * one another, spread evenly over it. What lies inside a window keeps its neighbours, which a
 * choice of single executions wouldn't.
 *
 * <p>When all windows are full, every second one is given up, and from then on every second one of
 * those to come isn't taken.
 */
final class Spans {

  /** How many are kept. */
  static final int MOST = 1 << 16;

  /** Executions of a window: more than run at once nearly anywhere. */
  static final int WINDOW = 1 << 13;

  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private long[] high = new long[64];
  private long[] low = new long[64];
  private long[] traces = new long[64];
  private long[] calls = new long[64];
  private int size;
  private long seen;
  private long stride = 1;

  void add(Run run) {
    long window = seen / WINDOW;
    if (size == MOST && window % (2 * stride) == 0) {
      thinOut();
    }
    seen++;
    if (window % stride == 0) {
      put(run);
    }
  }

  private void put(Run run) {
    if (size == starts.length) {
      grow();
    }
    starts[size] = run.slotTaken();
    ends[size] = run.slotFreed();
    high[size] = run.high;
    low[size] = run.low;
    traces[size] = run.traceId == null ? 0 : RequestKey.number(run.traceId);
    calls[size] = run.call == null ? 0 : RequestKey.number(run.call);
    size++;
  }

  /** Leaves every second window. */
  private void thinOut() {
    for (int from = 2 * WINDOW; from < MOST; from += 2 * WINDOW) {
      for (long[] column : new long[][] {starts, ends, high, low, traces, calls}) {
        System.arraycopy(column, from, column, from / 2, WINDOW);
      }
    }
    size = MOST / 2;
    stride *= 2;
  }

  private void grow() {
    int length = 2 * size;
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    high = Arrays.copyOf(high, length);
    low = Arrays.copyOf(low, length);
    traces = Arrays.copyOf(traces, length);
    calls = Arrays.copyOf(calls, length);
  }

  int size() {
    return size;
  }

  /** How many more there were. */
  long left() {
    return seen - size;
  }

  boolean isComplete() {
    return left() == 0;
  }

  /**
   * At how many executions a second they began, on average within the windows; 0 if that can't be
   * told.
   */
  double perSecond() {
    double seconds = 0;
    for (int from = 0; from < size; from += WINDOW) {
      long[] window = Arrays.copyOfRange(starts, from, Math.min(size, from + WINDOW));
      LongSummaryStatistics range = Arrays.stream(window).summaryStatistics();
      seconds += (range.getMax() - range.getMin()) / 1e9;
    }
    return size < 2 ? 0 : size / Math.max(1, seconds);
  }

  /** The same in the order of their starts. */
  Spans sorted() {
    Spans sorted = new Spans();
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> Long.compare(starts[a], starts[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    sorted.starts = pick(starts, order);
    sorted.ends = pick(ends, order);
    sorted.high = pick(high, order);
    sorted.low = pick(low, order);
    sorted.traces = pick(traces, order);
    sorted.calls = pick(calls, order);
    sorted.size = size;
    sorted.seen = seen;
    return sorted;
  }

  private static long[] pick(long[] column, int[] order) {
    return Arrays.stream(order).mapToLong(i -> column[i]).toArray();
  }

  /** When it took its slot. */
  long start(int i) {
    return starts[i];
  }

  /** When it freed its slot. */
  long end(int i) {
    return ends[i];
  }

  /** How long it held its slot. */
  long held(int i) {
    return ends[i] - starts[i];
  }

  RequestKey key(int i) {
    return new RequestKey(high[i], low[i], 0);
  }

  /** A number for its trace, 0 without one. */
  long trace(int i) {
    return traces[i];
  }

  /** A number for the call that it serves, 0 where nobody says it. */
  long call(int i) {
    return calls[i];
  }

  /** The most slots in use at once; one that is freed when another is taken doesn't overlap it. */
  LogSummary.Peak peak() {
    long[] taken = Arrays.copyOf(starts, size);
    long[] freed = Arrays.copyOf(ends, size);
    Arrays.sort(taken);
    Arrays.sort(freed);
    int most = 0;
    long when = size == 0 ? 0 : taken[0];
    int gone = 0;
    for (int i = 0; i < size; i++) {
      while (freed[gone] <= taken[i]) {
        gone++;
      }
      if (i + 1 - gone > most) {
        most = i + 1 - gone;
        when = taken[i];
      }
    }
    return new LogSummary.Peak(most, Tally.instant(when), Duration.ZERO);
  }
}
