package dev.unthrottle.probe;

import java.time.Duration;

/**
 * How long an execution can hold its slot, whoever still listens: the Init phase of a cold start,
 * the function's timeout, and the Shutdown phase that follows a timeout.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda
 *     execution environment</a>, checked 2026-11-22
 */
public final class SlotLife {

  /** The most that an Init phase takes before it is repeated within the function's timeout. */
  public static final Duration INIT_LIMIT = Duration.ofSeconds(10);

  /** The most that a Shutdown phase takes, which is with external extensions. */
  public static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(2);

  private SlotLife() {}

  /** The longest that an execution can be paid for: {@code init + timeout}. */
  public static Duration longestRun(Duration functionTimeout) {
    return INIT_LIMIT.plus(functionTimeout);
  }

  /** The longest that a slot can be held: {@code init + timeout + shutdown}. */
  public static Duration longest(Duration functionTimeout) {
    return longestRun(functionTimeout).plus(SHUTDOWN_LIMIT);
  }
}
