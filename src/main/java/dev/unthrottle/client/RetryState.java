package dev.unthrottle.client;

import dev.unthrottle.client.SendRate.Asking;
import org.jspecify.annotations.Nullable;

/**
 * What one client remembers from attempt to attempt and from call to call: what is left of its
 * retry quota, and in adaptive mode how fast it may send. The loop around it is the same wherever a
 * call is played:
 *
 * <pre>
 * wait delayBeforeCallNanos(now)
 * wait while delayBeforeSendingNanos(now) is positive, then send the attempt
 * attemptEnded(outcome, now)
 * if retries(attempt, outcome): pay(outcome), wait delayBeforeRetryNanos(…), and again
 * else: callEnded(outcome, what the last retry cost)
 * </pre>
 *
 * Times are nanoseconds of any clock that doesn't run backwards. Not thread-safe.
 */
public final class RetryState {

  private final RetryPolicy policy;
  private final QuotaBalance balance;
  private final @Nullable SendRateLimiter limiter;

  /** The state of a client that was made just now. */
  public RetryState(RetryPolicy policy, long nowNanos) {
    this.policy = policy;
    this.balance = new QuotaBalance(policy.quota());
    SendRate rate = policy.sendRate();
    this.limiter = rate == null ? null : new SendRateLimiter(rate.filling(), nowNanos);
  }

  /** The wait before a call's first attempt. */
  public long delayBeforeCallNanos(long nowNanos) {
    return limiter != null && asks(Asking.BEFORE_BACKOFF) ? limiter.reserveNanos(nowNanos) : 0;
  }

  /**
   * How long to wait before asking again whether an attempt may be sent; 0 if it may, and then it
   * counts as sent.
   */
  public long delayBeforeSendingNanos(long nowNanos) {
    return limiter != null && asks(Asking.AFTER_BACKOFF) ? limiter.acquireNanos(nowNanos) : 0;
  }

  /** Takes note of how an attempt ended. */
  public void attemptEnded(AttemptOutcome outcome, long nowNanos) {
    SendRate rate = policy.sendRate();
    if (limiter != null && rate != null && rate.learning().from(outcome)) {
      limiter.attemptEnded(nowNanos, outcome == AttemptOutcome.REFUSED);
    }
  }

  /** Whether attempt {@code attempt} (from 1), having ended so, is followed by another. */
  public boolean retries(int attempt, AttemptOutcome outcome) {
    return policy.retries(attempt, outcome) && balance.affords(outcome);
  }

  /**
   * Pays for a retry after {@code outcome} and returns its cost.
   *
   * @throws IllegalStateException if the quota doesn't allow it
   */
  public int pay(AttemptOutcome outcome) {
    return balance.spend(outcome);
  }

  /**
   * The wait before retry {@code retry} (from 1) after {@code outcome}.
   *
   * @param hint what the service asked for
   * @param drawn a random number from [0, 1)
   */
  public long delayBeforeRetryNanos(
      int retry, AttemptOutcome outcome, RetryHint hint, double drawn, long nowNanos) {
    return delayBeforeCallNanos(nowNanos) + policy.delayNanos(retry, outcome, hint, drawn);
  }

  /** Takes note of the end of a call whose last retry cost {@code lastCost}, 0 if it had none. */
  public void callEnded(AttemptOutcome outcome, int lastCost) {
    if (outcome == AttemptOutcome.ANSWERED) {
      balance.refund(lastCost);
    }
  }

  private boolean asks(Asking when) {
    return policy.sendRate() != null && policy.sendRate().asking() == when;
  }
}
