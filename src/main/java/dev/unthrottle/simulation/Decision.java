package dev.unthrottle.simulation;

import dev.unthrottle.client.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** What Lambda decides about a request: where its slot comes from, or why it gets none. */
@SuppressWarnings("ImmutableEnumChecker") // a ThrottleReason is a record of a String
public enum Decision {
  /** It runs in a slot of its function's reservation, or of the pool that functions share. */
  ON_DEMAND(null),
  /** It runs in one of the environments that were provisioned for its version or alias. */
  PROVISIONED(null),
  /** What was provisioned is in use, so it runs on demand. */
  SPILLED_OVER(null),
  /** All slots that functions share are in use. */
  ACCOUNT_CONCURRENCY(ThrottleReason.ACCOUNT_CONCURRENCY),
  /** All slots of the reservation are in use, or provisioned for others, or there are none. */
  RESERVED_CONCURRENCY(ThrottleReason.RESERVED_CONCURRENCY),
  /** The pool that functions share began as many executions as it may in a second. */
  INVOCATION_RATE(ThrottleReason.INVOCATION_RATE),
  /** The reservation began as many executions as it may in a second. */
  RESERVED_INVOCATION_RATE(ThrottleReason.RESERVED_INVOCATION_RATE),
  /** The function started as many environments as it may in ten seconds. */
  SCALING_RATE(ThrottleReason.INVOCATION_RATE),
  /** The account called the API too often; the request never reaches the function. */
  CALLER_RATE(ThrottleReason.CALLER_RATE);

  private final @Nullable ThrottleReason reason;

  Decision(@Nullable ThrottleReason reason) {
    this.reason = reason;
  }

  /** Whether the function runs. */
  public boolean isAdmitted() {
    return reason == null;
  }

  /** Whether it counts in the function's {@code Throttles}: a refusal by Lambda's own limits. */
  public boolean countsAsThrottle() {
    return reason != null && this != CALLER_RATE;
  }

  /** The reason that a refusal gives, {@code null} if it is none. */
  public @Nullable ThrottleReason reason() {
    return reason;
  }
}
