package dev.unthrottle.diagnosis;

import java.util.Locale;

/** What a verdict can name. */
public enum Cause {
  /**
   * The client gave up on its own execution, and its retries met the slot that this execution still
   * held.
   */
  CLIENT_TIMEOUT_SELF_COLLISION,
  /**
   * The client gave up on its own execution, and its retries ran the function again. Nothing was
   * refused.
   */
  CLIENT_TIMEOUT_DUPLICATES,
  /** Reserved concurrency is 0: the function is switched off. */
  RESERVED_CONCURRENCY_ZERO,
  /** Other executions held every slot of the reservation. */
  RESERVED_CONCURRENCY_SATURATED,
  /** Nothing that was looked at is wrong. */
  NONE_FOUND;

  /** The name in the JSON answer. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
