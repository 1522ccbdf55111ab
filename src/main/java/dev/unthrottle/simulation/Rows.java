package dev.unthrottle.simulation;

import java.util.Arrays;

/** Rows of a table that are taken and given back, so a table is as long as its busiest moment. */
abstract class Rows {

  /** How long a table is before it grows. */
  static final int INITIAL_CAPACITY = 256;

  private int[] free = new int[INITIAL_CAPACITY];
  private int freeCount;
  private int everTaken;

  /** A row that nobody else has. */
  final int take() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (everTaken == free.length) {
      if (everTaken == EventHeap.MAX_INDEX) {
        throw new IllegalStateException(
            "At most %d calls can be in progress at once; simulate a shorter or lower load"
                .formatted(EventHeap.MAX_INDEX));
      }
      free = Arrays.copyOf(free, 2 * everTaken);
      grow(free.length);
    }
    return everTaken++;
  }

  /** Gives a row back. */
  final void give(int row) {
    free[freeCount++] = row;
  }

  /** How many rows are taken right now. */
  final int taken() {
    return everTaken - freeCount;
  }

  /** Makes room for so many rows. */
  abstract void grow(int capacity);
}
