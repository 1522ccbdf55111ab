package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.evidence.AccountSettings;

/**
 * What an account has left for functions without a reservation, and how much of it can be reserved.
 *
 * @param quota the account's concurrency
 * @param left the quota less all reservations
 */
record UnreservedPool(int quota, int left) {

  /**
   * What Lambda never lets reservations touch.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
   *     Configuring reserved concurrency</a>, checked 2026-11-22
   */
  private static final int FLOOR = 100;

  static UnreservedPool of(AccountSettings account) {
    return new UnreservedPool(
        account.concurrentExecutions(), account.unreservedConcurrentExecutions());
  }

  /**
   * How much stays unreserved whatever is asked for: 100, and in an account with a smaller quota
   * all of it. The latter isn't documented; accounts with a quota of 10 and of 50 were seen to
   * refuse any reservation with a minimum of just that.
   */
  int floor() {
    return Math.min(FLOOR, quota);
  }

  /** The largest reservation that a function with {@code now} reserved slots can be given. */
  int most(int now) {
    return Math.max(now, left + now - floor());
  }

  /** What is left when a reservation of {@code now} becomes one of {@code then}. */
  int leftWith(int now, int then) {
    return left + now - then;
  }
}
