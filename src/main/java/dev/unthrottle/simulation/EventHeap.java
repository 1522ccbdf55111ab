package dev.unthrottle.simulation;

import java.util.Arrays;

/**
 * The events to come: a binary heap ordered by time, then {@link EventKind}, then the order in
 * which they were scheduled. Two arrays of {@code long} hold it, so that nothing is allocated once
 * they have grown to the number of events that are pending at once.
 */
@SuppressWarnings("EnumOrdinal") // kinds are ordinals inside a long
final class EventHeap {

  /** How many different rows an event can carry. */
  static final int MAX_INDEX = 1 << 24;

  private static final int INDEX_BITS = 24;
  private static final int SEQUENCE_BITS = 36;
  private static final long MAX_SEQUENCE = 1L << SEQUENCE_BITS;
  private static final EventKind[] KINDS = EventKind.values();

  private long[] times = new long[1024];

  /** Kind, sequence and index, from the highest bits to the lowest. */
  private long[] ranks = new long[1024];

  private int size;
  private long sequence;
  private long currentTime;
  private long currentRank;

  /** Schedules an event, which can't be earlier than the current one. */
  void push(long nanos, EventKind kind, int index) {
    if (nanos < currentTime) {
      throw new IllegalStateException(
          "Virtual time runs forward and ends after 292 years. Found: %s at %d ns, after %d ns"
              .formatted(kind, nanos, currentTime));
    }
    if (sequence == MAX_SEQUENCE) {
      throw new IllegalStateException("A simulation has at most " + MAX_SEQUENCE + " events");
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      ranks = Arrays.copyOf(ranks, 2 * size);
    }
    long rank = (kind.ordinal() * MAX_SEQUENCE + sequence++) << INDEX_BITS | index;
    siftUp(size++, nanos, rank);
  }

  /** Makes the earliest event the current one; {@code false} if there are none left. */
  boolean next() {
    if (size == 0) {
      return false;
    }
    currentTime = times[0];
    currentRank = ranks[0];
    size--;
    siftDown(times[size], ranks[size]);
    return true;
  }

  /** When the current event happens. */
  long nanos() {
    return currentTime;
  }

  /** What the current event is. */
  EventKind kind() {
    return KINDS[(int) (currentRank >>> (SEQUENCE_BITS + INDEX_BITS))];
  }

  /** What the current event carries. */
  int index() {
    return (int) currentRank & (MAX_INDEX - 1);
  }

  /** How many events were scheduled so far. */
  long scheduled() {
    return sequence;
  }

  private void siftUp(int from, long nanos, long rank) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isEarlier(nanos, rank, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    times[hole] = nanos;
    ranks[hole] = rank;
  }

  private void siftDown(long nanos, long rank) {
    int hole = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && isEarlier(times[child + 1], ranks[child + 1], child)) {
        child++;
      }
      if (isEarlier(nanos, rank, child)) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    times[hole] = nanos;
    ranks[hole] = rank;
  }

  private boolean isEarlier(long nanos, long rank, int other) {
    return nanos < times[other] || (nanos == times[other] && rank < ranks[other]);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    ranks[to] = ranks[from];
  }
}
