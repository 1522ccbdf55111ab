package dev.unthrottle.aws;

/**
 * What is left for reading logs of the calls and of the round trips that a diagnosis may take.
 *
 * @param calls how many more calls, 0 or more
 * @param rounds how many more times one call may wait for another's answer, 0 or more
 */
record Allowance(int calls, int rounds) {

  /** Of a diagnosis without a probe, the tool's own retries included as far as they go. */
  static final int CALLS = 10;

  private static final int ROUNDS = 3;

  /** For reading the same logs again, as a probe does that waits for its own lines. */
  static final Allowance AGAIN = new Allowance(4, 4);

  /** What is left after so many calls in so many round trips. */
  static Allowance after(int calls, int rounds) {
    return new Allowance(Math.max(0, CALLS - calls), Math.max(0, ROUNDS - rounds));
  }

  /** Whether another call may follow the last answer. */
  boolean isUsedUp() {
    return calls == 0 || rounds == 0;
  }

  /** What is left after one more call. */
  Allowance less() {
    return less(1, 1);
  }

  /** What is left after more calls in so many more round trips. */
  Allowance less(int more, int trips) {
    return new Allowance(Math.max(0, calls - more), Math.max(0, rounds - trips));
  }
}
