package dev.unthrottle.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * Hands out turns to call Lambda's control plane, of which an account has 15 a second in a Region
 * for everybody: deployments, consoles and other tools. It is a token bucket: one diagnosis after a
 * while of silence takes its turns at once, and however many follow each other, in the long run
 * fewer than 5 calls a second are made. Safe for use by several threads.
 *
 * <p>In any span of <i>t</i> seconds there are at most {@link #BURST} + <i>t</i> · {@link
 * #TURNS_PER_SECOND} turns, and so never more than 11 in a second.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests">
 *     Lambda quotas</a>, checked 2026-11-22
 */
final class ControlPlanePace {

  /** In the long run: below a third of the quota, which would be 5. */
  static final int TURNS_PER_SECOND = 4;

  /**
   * As many as one diagnosis can need: the account, provisioned concurrency, event sources, an
   * alias, what stands in for GetFunction, and asynchronous events.
   */
  static final int BURST = 7;

  private static final Duration INTERVAL = Duration.ofSeconds(1).dividedBy(TURNS_PER_SECOND);

  /** When the bucket is full, unless further turns are handed out. */
  private Instant full = Instant.MIN;

  /** Hands out the next turn, and says how long it is until then; zero for at once. */
  synchronized Duration next(Instant now) {
    full = (full.isAfter(now) ? full : now).plus(INTERVAL);
    Duration wait = Duration.between(now, full.minus(INTERVAL.multipliedBy(BURST)));
    return wait.isPositive() ? wait : Duration.ZERO;
  }
}
