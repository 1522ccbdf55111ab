package dev.unthrottle.simulation;

import dev.unthrottle.client.RetryHint;
import java.time.Duration;

/**
 * A function as the simulation plays it.
 *
 * @param name which function's slots it takes
 * @param durations how long it runs, without a cold start
 * @param timeout when Lambda cuts its handler off; a cold start doesn't count
 * @param coldStart added to an execution that finds no idle environment; the slot is held meanwhile
 * @param failureShare the share of executions that raise, 0 to 1
 * @param hint what a refusal says about when to come back
 */
public record FunctionModel(
    String name,
    Durations durations,
    Duration timeout,
    Duration coldStart,
    double failureShare,
    RetryHint hint) {

  /**
   * The longest timeout of a function outside Lambda Managed Instances.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html">Lambda
   *     Developer Guide</a>, checked 2026-11-22
   */
  public static final Duration LONGEST_ORDINARY_TIMEOUT = Duration.ofMinutes(15);

  /**
   * The longest timeout of any function: of one on Lambda Managed Instances that isn't waited for.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
   *     quotas</a>, checked 2026-11-22
   */
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(90);

  /** Refuses what no function has. */
  public FunctionModel {
    if (!timeout.isPositive() || coldStart.isNegative()) {
      throw new IllegalArgumentException(
          "A function has a positive timeout and no negative cold start. Found: %s and %s for %s"
              .formatted(timeout, coldStart, name));
    }
    if (!(failureShare >= 0 && failureShare <= 1)) {
      throw new IllegalArgumentException(
          "A share is between 0 and 1. Found: %s for %s".formatted(failureShare, name));
    }
  }

  /** A function whose refusals don't say when to come back, as Lambda's don't. */
  public FunctionModel(
      String name, Durations durations, Duration timeout, Duration coldStart, double failureShare) {
    this(name, durations, timeout, coldStart, failureShare, RetryHint.NONE);
  }

  /** A function that always takes the same time and never fails. */
  public static FunctionModel steady(String name, Duration duration, Duration timeout) {
    return new FunctionModel(name, Durations.fixed(duration), timeout, Duration.ZERO, 0);
  }
}
