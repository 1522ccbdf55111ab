package dev.unthrottle.evidence;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The first {@value #MOST} executions with the time that each held its slot, in columns, so that a
 * log of any length costs a bounded amount of memory.
 */
final class Spans {

  /** How many are kept. */
  static final int MOST = 1 << 16;

  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private long[] high = new long[64];
  private long[] low = new long[64];
  private long[] traces = new long[64];
  private int size;
  private long left;

  void add(Run run) {
    if (size == MOST) {
      left++;
      return;
    }
    if (size == starts.length) {
      grow();
    }
    starts[size] = run.slotTaken();
    ends[size] = run.slotFreed();
    high[size] = run.high;
    low[size] = run.low;
    traces[size] = run.traceId == null ? 0 : RequestKey.number(run.traceId);
    size++;
  }

  private void grow() {
    int length = 2 * size;
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    high = Arrays.copyOf(high, length);
    low = Arrays.copyOf(low, length);
    traces = Arrays.copyOf(traces, length);
  }

  int size() {
    return size;
  }

  /** How many more there were. */
  long left() {
    return left;
  }

  boolean isComplete() {
    return left == 0;
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
    sorted.size = size;
    sorted.left = left;
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
