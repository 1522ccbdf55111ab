package dev.unthrottle.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all versions of one function have in common: the pool that they take slots from on demand,
 * what is provisioned for them, and how fast they may start environments. Not thread-safe.
 */
final class FunctionShare {

  private final Map<String, Pool> provisioned = new HashMap<>();
  private final TokenBucket scaling =
      TokenBucket.of(
          ConcurrencyLimit.ENVIRONMENTS_PER_TEN_SECONDS / 10.0,
          ConcurrencyLimit.ENVIRONMENTS_PER_TEN_SECONDS);
  private Pool pool;
  private int onDemandInFlight;

  FunctionShare(Pool pool) {
    this.pool = pool;
  }

  Pool pool() {
    return pool;
  }

  /** Takes a slot of the pool, if the request is admitted. */
  Decision tryAcquire(long nowNanos, Invocation invocation, boolean warm) {
    if (!pool.hasFreeSlot()) {
      return pool.whenFull;
    }
    if (!pool.mayBegin(nowNanos, invocation)) {
      return pool.whenTooFast;
    }
    if (!warm && !scaling.tryTake(nowNanos)) {
      return Decision.SCALING_RATE;
    }
    pool.take(nowNanos, invocation);
    onDemandInFlight++;
    return Decision.ON_DEMAND;
  }

  /** Takes a slot of the pool that is free, whatever the rates. */
  void hold() {
    pool.inUse++;
    onDemandInFlight++;
  }

  void release() {
    pool.inUse--;
    onDemandInFlight--;
  }

  int onDemandInFlight() {
    return onDemandInFlight;
  }

  int inFlight() {
    return onDemandInFlight + provisioned.values().stream().mapToInt(it -> it.inUse).sum();
  }

  /** From now on slots come from another pool, which also has those that are in use. */
  void moveTo(Pool other) {
    if (other != pool) {
      pool.inUse -= onDemandInFlight;
      other.inUse += onDemandInFlight;
      pool = other;
    }
  }

  /** A pool for one version or alias; beyond it, requests spill over to the function's. */
  void provision(String qualifier, int slots) {
    provisioned.put(qualifier, new Pool(slots, Decision.SPILLED_OVER, Decision.SPILLED_OVER));
  }

  boolean hasProvisioned(String qualifier) {
    return provisioned.containsKey(qualifier);
  }

  /** What is provisioned for a version or an alias, or {@code null}. */
  @Nullable Pool provisioned(String qualifier) {
    return provisioned.get(qualifier);
  }

  /** What is provisioned for all versions and aliases together. */
  int provisionedSlots() {
    return provisioned.values().stream().mapToInt(Pool::capacity).sum();
  }
}
