package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * What one client remembers from attempt to attempt and from call to call: what is left of its
 * retry quota, and in adaptive mode how fast it may send. The loop around it is the same wherever a
 * call is played:
 *
 * <pre>
 * wait while sendDelayNanos(now) is positive, then send the attempt
 * attemptEnded(outcome, now)
 * if retries(attempt, outcome): pay(outcome), wait delayNanos(…), and again
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
    this.limiter = policy.mode() == RetryMode.ADAPTIVE ? new SendRateLimiter(nowNanos) : null;
  }

  /**
   * How long to wait before asking again whether an attempt may be sent; 0 if it may, and then it
   * counts as sent.
   */
  public long sendDelayNanos(long nowNanos) {
    return limiter == null ? 0 : limiter.acquireNanos(nowNanos);
  }

  /** Takes note of how an attempt ended. */
  public void attemptEnded(AttemptOutcome outcome, long nowNanos) {
    if (limiter != null) {
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

  /** The wait before retry {@code retry}, as {@link RetryPolicy#delayNanos} has it. */
  public long delayNanos(int retry, AttemptOutcome outcome, RetryHint hint, double drawn) {
    return policy.delayNanos(retry, outcome, hint, drawn);
  }

  /** Takes note of the end of a call whose last retry cost {@code lastCost}, 0 if it had none. */
  public void callEnded(AttemptOutcome outcome, int lastCost) {
    if (outcome == AttemptOutcome.ANSWERED) {
      balance.refund(lastCost);
    }
  }
}
