package dev.unthrottle.diagnosis.cause;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a verdict can name. */
public enum Cause {
  /**
   * The client gave up on its own execution, and its retries met the slot that this execution still
   * held.
   */
  CLIENT_TIMEOUT_SELF_COLLISION(Effect.REFUSED),
  /**
   * The client gave up on its own execution, and its retries ran the function again. Nothing was
   * refused.
   */
  CLIENT_TIMEOUT_DUPLICATES(Effect.REPEATED),
  /** Reserved concurrency is 0: the function is switched off. */
  RESERVED_CONCURRENCY_ZERO(Effect.REFUSED),
  /** Other executions held every slot of the reservation. */
  RESERVED_CONCURRENCY_SATURATED(Effect.REFUSED),
  /** Nothing was left of the pool that all functions without a reservation share. */
  ACCOUNT_CONCURRENCY_EXHAUSTED(Effect.REFUSED),
  /** More invocations a second than ten for each slot, while slots were free. */
  INVOCATION_RATE_EXCEEDED(Effect.REFUSED),
  /** More new environments were needed at once than Lambda adds to one function. */
  SCALING_RATE_EXCEEDED(Effect.REFUSED),
  /** One caller sent Lambda more requests than it may, whatever they were for. */
  CALLER_RATE_EXCEEDED(Effect.REFUSED_ELSEWHERE),
  /** An API that manages functions was called too often. Nothing was invoked. */
  CONTROL_PLANE_RATE_EXCEEDED(Effect.REFUSED_ELSEWHERE),
  /** Versions keep the whole reservation ready for themselves, and none is left for $LATEST. */
  PROVISIONED_TAKES_ALL(Effect.REFUSED),
  /** Executions that hang hold their slots until the function's timeout cuts them off. */
  FUNCTION_TIMEOUT_HOLDS_SLOT(Effect.REFUSED),
  /** A queue or a stream that invokes the function takes every slot of it. */
  EVENT_SOURCE_TAKES_ALL(Effect.REFUSED),
  /** The function ran, and what it called refused it. */
  DOWNSTREAM_THROTTLE(Effect.FAILED_INSIDE),
  /** API Gateway refused, before any function. */
  GATEWAY_THROTTLE(Effect.REFUSED_ELSEWHERE),
  /** Lambda was making as many SnapStart snapshots as it may. Nothing was invoked. */
  SNAPSTART_SNAPSHOT_LIMIT(Effect.REFUSED_ELSEWHERE),
  /** EC2 refused Lambda, which was setting up the function's network. */
  EC2_THROTTLE(Effect.REFUSED_ELSEWHERE),
  /** Nothing that was looked at is wrong. */
  NONE_FOUND(Effect.NONE);

  /** What a cause does to a call. Two causes that do the same to it are rivals; others are not. */
  enum Effect {
    /** A limit of the function's, or of the pool that it draws on, refuses attempts at it. */
    REFUSED,
    /** One call runs the function more than once. */
    REPEATED,
    /** A limit refuses that isn't the function's: its metrics don't know of it. */
    REFUSED_ELSEWHERE,
    /** The function runs, and fails. */
    FAILED_INSIDE,
    /** None. */
    NONE
  }

  private final Effect effect;

  Cause(Effect effect) {
    this.effect = effect;
  }

  /** The name in the JSON answer. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The cause of that name. */
  public static Optional<Cause> find(String id) {
    return Arrays.stream(values()).filter(cause -> cause.id().equals(id)).findFirst();
  }

  Effect effect() {
    return effect;
  }
}
