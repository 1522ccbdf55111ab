package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;

/**
 * One execution. How long it takes and how it ends is settled when it begins.
 *
 * @param function what runs
 * @param requestId of the attempt that caused it
 * @param environment the log stream of its execution environment
 * @param start when it took its slot
 * @param init the cold start, zero for a warm one
 * @param duration the handler's time, cut off at the function's timeout
 * @param result how it ends
 * @param version the version that runs
 * @param slot where its slot comes from
 */
record Run(
    FunctionSpec function,
    String requestId,
    String environment,
    Instant start,
    Duration init,
    Duration duration,
    Result result,
    String version,
    Decision slot) {

  /** When the handler begins. */
  Instant handlerStart() {
    return start.plus(init);
  }

  /** When it gives its slot back. */
  Instant end() {
    return start.plus(init).plus(duration);
  }

  boolean coldStart() {
    return !init.isZero();
  }

  /**
   * What is paid for, in milliseconds: the handler's time and, since 2025-08-01, the cold start,
   * rounded up.
   */
  long billedMillis() {
    return Math.ceilDiv(init.plus(duration).toNanos(), 1_000_000L);
  }
}
