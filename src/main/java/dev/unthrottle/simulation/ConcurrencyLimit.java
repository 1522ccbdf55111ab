package dev.unthrottle.simulation;

import dev.unthrottle.client.ThrottleReason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The concurrency of one account in one Region: a reserved pool for each function that has one, and
 * an unreserved pool that all others share. Admission is by slots alone. Not thread-safe.
 *
 * <p>A reservation is both a cap and a guarantee; what is reserved is taken from the unreserved
 * pool, used or not (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Lambda
 * Developer Guide</a>, checked 2026-11-22).
 */
public final class ConcurrencyLimit {

  /**
   * How many synchronous requests a second Lambda takes for each slot.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda
   *     Developer Guide</a>, checked 2026-11-22
   */
  public static final int REQUESTS_PER_SECOND_AND_SLOT = 10;

  /**
   * How many execution environments Lambda adds to one function within 10 s.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html">Lambda
   *     Developer Guide</a>, checked 2026-11-22
   */
  public static final int ENVIRONMENTS_PER_TEN_SECONDS = 1_000;

  private final int accountConcurrency;
  private final Pool unreserved;
  private final Map<String, Pool> reserved = new HashMap<>();
  private final Map<String, Slots> functions = new HashMap<>();

  /**
   * An account without reservations.
   *
   * @param accountConcurrency the account's quota, at least 1
   */
  public ConcurrencyLimit(int accountConcurrency) {
    if (accountConcurrency < 1) {
      throw new IllegalArgumentException(
          "An account has at least one slot. Found: " + accountConcurrency);
    }
    this.accountConcurrency = accountConcurrency;
    this.unreserved = new Pool(accountConcurrency, ThrottleReason.ACCOUNT_CONCURRENCY);
  }

  /** The account's quota. */
  public int accountConcurrency() {
    return accountConcurrency;
  }

  /** The size of the unreserved pool: the quota less all reservations, used or not. */
  public int unreservedConcurrency() {
    return unreserved.capacity;
  }

  /** The function's reserved concurrency, or {@code null} if it has none. */
  public @Nullable Integer reserved(String function) {
    Pool pool = reserved.get(function);
    return pool == null ? null : pool.capacity;
  }

  /**
   * Sets a function's reserved concurrency; 0 stops it. Running executions keep their slots.
   *
   * @throws IllegalArgumentException if the account has fewer than {@code slots} left to reserve
   */
  public void reserve(String function, int slots) {
    Pool before = reserved.get(function);
    int free = unreserved.capacity + (before == null ? 0 : before.capacity);
    if (slots < 0 || slots > free) {
      throw new IllegalArgumentException(
          "A reservation is between 0 and the %d slots that are not reserved. Found: %d for %s"
              .formatted(free, slots, function));
    }
    unreserved.capacity = free - slots;
    Pool pool = before == null ? new Pool(slots, ThrottleReason.RESERVED_CONCURRENCY) : before;
    pool.capacity = slots;
    reserved.put(function, pool);
    slotsOf(function).moveTo(pool);
  }

  /** Takes a function's reservation away; it shares the unreserved pool from now on. */
  public void unreserve(String function) {
    Pool pool = reserved.remove(function);
    if (pool != null) {
      unreserved.capacity += pool.capacity;
      slotsOf(function).moveTo(unreserved);
    }
  }

  /** The slots that executions of this function take. */
  public Slots slotsOf(String function) {
    return functions.computeIfAbsent(function, name -> new Slots(unreserved));
  }

  /**
   * The slots that one function may use: those of its reservation, or of the pool that it shares.
   */
  public static final class Slots {

    private Pool pool;
    private int inFlight;

    private Slots(Pool pool) {
      this.pool = pool;
    }

    /** Takes a slot, if one is free. */
    public boolean tryAcquire() {
      if (pool.inUse >= pool.capacity) {
        return false;
      }
      pool.inUse++;
      inFlight++;
      return true;
    }

    /** Gives a slot back. */
    public void release() {
      if (inFlight == 0) {
        throw new IllegalStateException("A slot was given back that nobody held");
      }
      pool.inUse--;
      inFlight--;
    }

    /** The reason that a refusal gives. */
    public ThrottleReason refusal() {
      return pool.refusal;
    }

    /** How many slots this function holds. */
    public int inFlight() {
      return inFlight;
    }

    /** How many slots are free for this function right now. */
    public int free() {
      return Math.max(0, pool.capacity - pool.inUse);
    }

    private void moveTo(Pool other) {
      if (other != pool) {
        pool.inUse -= inFlight;
        other.inUse += inFlight;
        pool = other;
      }
    }
  }

  private static final class Pool {
    final ThrottleReason refusal;
    int capacity;
    int inUse;

    Pool(int capacity, ThrottleReason refusal) {
      this.capacity = capacity;
      this.refusal = refusal;
    }
  }
}
