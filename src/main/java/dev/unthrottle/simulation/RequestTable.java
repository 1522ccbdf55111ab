package dev.unthrottle.simulation;

import java.util.Arrays;

/**
 * The requests on their way to Lambda. A client that hangs up doesn't call its request back, so one
 * call can have several.
 */
final class RequestTable extends Rows {

  /** The row of its call. */
  int[] call = new int[INITIAL_CAPACITY];

  /** Which attempt of the call it is, from 1. */
  int[] attempt = new int[INITIAL_CAPACITY];

  /** When its client will hang up, or has hung up. */
  long[] hangUpNanos = new long[INITIAL_CAPACITY];

  /** A request that has just been sent. */
  int open(int callRow, int attemptNumber, long hangUp) {
    int row = take();
    call[row] = callRow;
    attempt[row] = attemptNumber;
    hangUpNanos[row] = hangUp;
    return row;
  }

  @Override
  void grow(int capacity) {
    call = Arrays.copyOf(call, capacity);
    attempt = Arrays.copyOf(attempt, capacity);
    hangUpNanos = Arrays.copyOf(hangUpNanos, capacity);
  }
}
