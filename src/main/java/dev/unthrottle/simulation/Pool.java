package dev.unthrottle.simulation;

/**
 * Slots that are shared by whoever may use them, and the rate at which executions may begin in
 * them. Not thread-safe.
 */
final class Pool {

  /** What a request is told when all slots are in use. */
  final Decision whenFull;

  /** What a request is told when too many have begun. */
  final Decision whenTooFast;

  int inUse;
  private int capacity;
  private int provisioned;
  private TokenBucket rate = TokenBucket.unlimited();

  Pool(int capacity, Decision whenFull, Decision whenTooFast) {
    this.whenFull = whenFull;
    this.whenTooFast = whenTooFast;
    resize(capacity, 0);
  }

  /** How many slots it has, those that are provisioned for a version or an alias included. */
  int capacity() {
    return capacity;
  }

  /** How many of its slots are set apart for versions and aliases. */
  int provisioned() {
    return provisioned;
  }

  /** How many slots are for whoever comes. */
  int onDemand() {
    return capacity - provisioned;
  }

  /** Changes its size; its bucket is full again. */
  void resize(int slots, int provisionedSlots) {
    capacity = slots;
    provisioned = provisionedSlots;
    long perSecond = (long) ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT * onDemand();
    rate = perSecond > 0 ? TokenBucket.of((double) perSecond, perSecond) : TokenBucket.unlimited();
  }

  boolean hasFreeSlot() {
    return inUse < onDemand();
  }

  /** Whether one more execution may begin; those that were invoked asynchronously always may. */
  boolean mayBegin(long nowNanos, Invocation invocation) {
    return invocation == Invocation.ASYNC || rate.hasToken(nowNanos);
  }

  /** Takes the slot that is free, for an execution that may begin. */
  void take(long nowNanos, Invocation invocation) {
    inUse++;
    if (invocation != Invocation.ASYNC) {
      rate.take(nowNanos);
    }
  }
}
