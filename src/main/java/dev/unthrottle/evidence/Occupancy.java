package dev.unthrottle.evidence;

import java.time.Duration;

/**
 * How many slots were in use, on average over periods of equal length, in memory that doesn't grow.
 * The periods begin with one millisecond and double whenever all of the time doesn't fit into
 * {@value #PERIODS} of them.
 */
final class Occupancy {

  /** How many periods there are at most. */
  static final int PERIODS = 1 << 18;

  private static final long MILLISECOND = 1_000_000;

  private int[] changes = new int[PERIODS];
  private long[] partial = new long[PERIODS];
  private long length = MILLISECOND;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** A slot was in use from {@code taken} until {@code freed}, nanoseconds since 1970. */
  void add(long taken, long freed) {
    makeRoomFor(taken, freed);
    change(taken, 1);
    change(freed, -1);
  }

  private void makeRoomFor(long taken, long freed) {
    long lowest = Math.min(first, taken / length);
    long highest = Math.max(last, freed / length);
    while (highest - lowest >= PERIODS) {
      doublePeriods();
      lowest = Math.min(first, taken / length);
      highest = Math.max(last, freed / length);
    }
    first = lowest;
    last = highest;
  }

  /** A change counts fully from the next period on, and in its own for what is left of that. */
  private void change(long at, int by) {
    long period = at / length;
    int cell = (int) (period & (PERIODS - 1));
    changes[cell] += by;
    partial[cell] += by * ((period + 1) * length - at);
  }

  private void doublePeriods() {
    int[] widerChanges = new int[PERIODS];
    long[] widerPartial = new long[PERIODS];
    for (long period = first; period <= last; period++) {
      int cell = (int) (period & (PERIODS - 1));
      int wider = (int) ((period >> 1) & (PERIODS - 1));
      boolean left = (period & 1) == 0;
      widerChanges[wider] += changes[cell];
      widerPartial[wider] += partial[cell] + (left ? changes[cell] * length : 0);
    }
    changes = widerChanges;
    partial = widerPartial;
    length *= 2;
    first = first == Long.MAX_VALUE ? first : first >> 1;
    last = last == Long.MIN_VALUE ? last : last >> 1;
  }

  /** The period with the most slots in use, rounded up to whole ones. */
  LogSummary.Peak peak() {
    long most = 0;
    long when = first;
    long level = 0;
    for (long period = first; period <= last; period++) {
      int cell = (int) (period & (PERIODS - 1));
      long busy = level * length + partial[cell];
      if (busy > most) {
        most = busy;
        when = period;
      }
      level += changes[cell];
    }
    return new LogSummary.Peak(
        Math.toIntExact(Math.ceilDiv(most, length)),
        Tally.instant(when * length),
        Duration.ofNanos(length));
  }
}
