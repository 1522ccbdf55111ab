package dev.unthrottle.simulation;

import dev.unthrottle.client.RetryHint;

/**
 * A function's version or alias while it is simulated: its slots, and the environments that wait
 * for work. An environment idles for ever once its execution has ended.
 */
final class FunctionState {

  private final FunctionModel model;
  private final ConcurrencyLimit.Slots slots;
  private final Occupancy pool;
  private final long timeoutNanos;
  private final long coldStartNanos;
  private int idleEnvironments;
  private long executions;

  /**
   * @param pool the books of the pool that this function's slots come from
   */
  FunctionState(FunctionModel model, ConcurrencyLimit.Slots slots, Occupancy pool) {
    this.model = model;
    this.slots = slots;
    this.pool = pool;
    this.timeoutNanos = model.timeout().toNanos();
    this.coldStartNanos = model.coldStart().toNanos();
  }

  /** Takes a slot, if the request is admitted. */
  Decision decide(long nowNanos, Invocation invocation) {
    Decision decision = slots.tryAcquire(nowNanos, invocation, idleEnvironments > 0);
    if (decision.isAdmitted()) {
      pool.taken();
    }
    return decision;
  }

  /** Takes a slot for an execution that runs already, if one is free. */
  boolean tryHoldSlot() {
    boolean held = slots.tryHold(Decision.ON_DEMAND);
    if (held) {
      pool.taken();
    }
    return held;
  }

  /**
   * Gives a slot back, and leaves an idle environment behind; what is provisioned stays apart.
   *
   * @param origin what admitted its execution
   */
  void giveSlotBack(Decision origin) {
    slots.release(origin);
    pool.givenBack();
    if (origin != Decision.PROVISIONED) {
      idleEnvironments++;
    }
  }

  /** Puts an idle environment to work, or starts one; returns how long that takes. */
  long startNanos(Decision origin) {
    if (origin == Decision.PROVISIONED) {
      return 0;
    }
    if (idleEnvironments == 0) {
      return coldStartNanos;
    }
    idleEnvironments--;
    return 0;
  }

  /** How long the next execution's handler would run if nothing cut it off. */
  long drawHandlerNanos(RandomStream random) {
    int index = (int) (executions++ & Integer.MAX_VALUE);
    return model.durations().drawNanos(index, random);
  }

  /** How an execution ends whose handler would run so long; {@code drawn} is from [0, 1). */
  Execution.Result result(long handlerNanos, double drawn) {
    if (handlerNanos >= timeoutNanos) {
      return Execution.Result.TIMED_OUT;
    }
    return drawn < model.failureShare() ? Execution.Result.FAILED : Execution.Result.SUCCEEDED;
  }

  /** What a refusal says about when to come back. */
  RetryHint hint() {
    return model.hint();
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  int slotsInUse() {
    return slots.inFlight();
  }
}
