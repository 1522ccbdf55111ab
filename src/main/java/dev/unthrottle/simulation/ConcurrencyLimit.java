package dev.unthrottle.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What limits the executions of one account in one Region: a reserved pool for each function that
 * has one, an unreserved pool that all others share, slots provisioned for versions and aliases in
 * either, and the rates at which executions and environments may begin. Not thread-safe.
 *
 * <p>A reservation is both a cap and a guarantee; what is reserved is taken from the unreserved
 * pool, used or not, and what is provisioned from the pool of its function (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Lambda
 * Developer Guide</a>, checked 2026-11-22). docs/model.md has all the rules.
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
   * How many execution environments a function can start at once, and in any 10 s after that; they
   * come back evenly.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html">Lambda
   *     Developer Guide</a>, checked 2026-11-22
   */
  public static final int ENVIRONMENTS_PER_TEN_SECONDS = 1_000;

  private final int accountConcurrency;
  private final Pool unreserved;
  private final Map<String, Pool> reserved = new HashMap<>();
  private final Map<String, FunctionShare> functions = new HashMap<>();
  private @Nullable TokenBucket callers;

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
    this.unreserved =
        new Pool(accountConcurrency, Decision.ACCOUNT_CONCURRENCY, Decision.INVOCATION_RATE);
  }

  /**
   * An account with its reservations.
   *
   * @param provisioned provisioned concurrency by function, then by version or alias
   * @param callerRate see {@link #limitCallers}; {@link Double#POSITIVE_INFINITY} for no limit
   */
  public static ConcurrencyLimit of(
      int accountConcurrency,
      Map<String, Integer> reserved,
      Map<String, Map<String, Integer>> provisioned,
      double callerRate) {
    ConcurrencyLimit limit = new ConcurrencyLimit(accountConcurrency);
    reserved.forEach(limit::reserve);
    provisioned.forEach((function, slots) ->
        slots.forEach((qualifier, count) -> limit.provision(function, qualifier, count)));
    if (callerRate < Double.POSITIVE_INFINITY) {
      limit.limitCallers(callerRate);
    }
    return limit;
  }

  /** The account's quota. */
  public int accountConcurrency() {
    return accountConcurrency;
  }

  /**
   * The size of the unreserved pool: the quota less all reservations, used or not. It includes what
   * is provisioned for functions without a reservation.
   */
  public int unreservedConcurrency() {
    return unreserved.capacity();
  }

  /** The function's reserved concurrency, or {@code null} if it has none. */
  public @Nullable Integer reserved(String function) {
    Pool pool = reserved.get(function);
    return pool == null ? null : pool.capacity();
  }

  /** What is provisioned for the function's versions and aliases together. */
  public int provisioned(String function) {
    return shareOf(function).provisionedSlots();
  }

  /**
   * Lets clients of the API make no more than so many requests a second, beyond which they are
   * refused whatever slots are free. A second's worth can come at once.
   */
  public void limitCallers(double perSecond) {
    callers = TokenBucket.of(perSecond, (long) perSecond);
  }

  /** Whether a client of the API may make a request now, which then counts. */
  public boolean mayCall(long nowNanos) {
    return callers == null || callers.tryTake(nowNanos);
  }

  /**
   * Sets a function's reserved concurrency; 0 stops it. Running executions keep their slots.
   *
   * @throws IllegalArgumentException if the account has fewer than {@code slots} left to reserve,
   *     or the function has more than that provisioned
   */
  public void reserve(String function, int slots) {
    Pool before = reserved.get(function);
    FunctionShare share = shareOf(function);
    int free =
        unreserved.onDemand() + (before == null ? share.provisionedSlots() : before.capacity());
    if (slots < share.provisionedSlots() || slots > free) {
      throw new IllegalArgumentException(
          "A reservation is between %d and the %d slots that are not reserved. Found: %d for %s"
              .formatted(share.provisionedSlots(), free, slots, function));
    }
    unreserve(function);
    Pool pool =
        before == null
            ? new Pool(slots, Decision.RESERVED_CONCURRENCY, Decision.RESERVED_INVOCATION_RATE)
            : before;
    unreserved.resize(
        unreserved.capacity() - slots, unreserved.provisioned() - share.provisionedSlots());
    pool.resize(slots, share.provisionedSlots());
    reserved.put(function, pool);
    share.moveTo(pool);
  }

  /** Takes a function's reservation away; it shares the unreserved pool from now on. */
  public void unreserve(String function) {
    Pool pool = reserved.remove(function);
    if (pool != null) {
      unreserved.resize(
          unreserved.capacity() + pool.capacity(), unreserved.provisioned() + pool.provisioned());
      shareOf(function).moveTo(unreserved);
    }
  }

  /**
   * Sets slots apart for a version or an alias, in the reservation of its function or in the
   * unreserved pool.
   *
   * @throws IllegalArgumentException if that pool has fewer than {@code slots} left, or the
   *     qualifier has some already
   */
  public void provision(String function, String qualifier, int slots) {
    FunctionShare share = shareOf(function);
    Pool pool = share.pool();
    if (slots < 1 || slots > pool.onDemand() || share.hasProvisioned(qualifier)) {
      throw new IllegalArgumentException(
          "Provisioned concurrency is between 1 and the %d slots that are left, once for each version or alias. Found: %d for %s:%s"
              .formatted(pool.onDemand(), slots, function, qualifier));
    }
    pool.resize(pool.capacity(), pool.provisioned() + slots);
    share.provision(qualifier, slots);
  }

  /** The slots that executions of a function's unpublished version take. */
  public Slots slotsOf(String function) {
    return slotsOf(function, null);
  }

  /**
   * The slots that executions of a version or an alias take.
   *
   * @param qualifier {@code null} for the unpublished version
   */
  public Slots slotsOf(String function, @Nullable String qualifier) {
    return new Slots(this, shareOf(function), qualifier);
  }

  private FunctionShare shareOf(String function) {
    return functions.computeIfAbsent(function, name -> new FunctionShare(unreserved));
  }

  /**
   * The slots that one version or alias of a function may use: those that are provisioned for it,
   * then those of the function's reservation or of the pool that it shares.
   */
  public static final class Slots {

    private final ConcurrencyLimit account;
    private final FunctionShare share;
    private final @Nullable Pool provisioned;

    private Slots(ConcurrencyLimit account, FunctionShare share, @Nullable String qualifier) {
      this.account = account;
      this.share = share;
      this.provisioned = qualifier == null ? null : share.provisioned(qualifier);
    }

    /**
     * Takes a slot, if the request is admitted; {@link #release} gives it back.
     *
     * @param nowNanos the time of the request, which is never before that of another; from any
     *     origin
     * @param invocation who asks
     * @param warm whether an environment idles that could run it on demand, so that none is started
     */
    public Decision tryAcquire(long nowNanos, Invocation invocation, boolean warm) {
      if (invocation == Invocation.SYNC && !account.mayCall(nowNanos)) {
        return Decision.CALLER_RATE;
      }
      if (provisioned == null) {
        return share.tryAcquire(nowNanos, invocation, warm);
      }
      if (provisioned.hasFreeSlot() && provisioned.mayBegin(nowNanos, invocation)) {
        provisioned.take(nowNanos, invocation);
        return Decision.PROVISIONED;
      }
      Decision onDemand = share.tryAcquire(nowNanos, invocation, warm);
      return onDemand == Decision.ON_DEMAND ? Decision.SPILLED_OVER : onDemand;
    }

    /**
     * Takes a slot for an execution that runs already, so that no rate applies.
     *
     * @return whether one was free
     */
    public boolean tryHold(Decision origin) {
      Pool pool =
          origin == Decision.PROVISIONED && provisioned != null ? provisioned : share.pool();
      if (!pool.hasFreeSlot()) {
        return false;
      }
      if (pool == provisioned) {
        pool.inUse++;
      } else {
        share.hold();
      }
      return true;
    }

    /**
     * Gives a slot back.
     *
     * @param origin what admitted its execution
     */
    public void release(Decision origin) {
      if (origin == Decision.PROVISIONED && provisioned != null) {
        requireHeld(provisioned.inUse);
        provisioned.inUse--;
      } else {
        requireHeld(share.onDemandInFlight());
        share.release();
      }
    }

    private static void requireHeld(int slots) {
      if (slots == 0) {
        throw new IllegalStateException("A slot was given back that nobody held");
      }
    }

    /** How many slots the whole function holds, whatever its versions. */
    public int inFlight() {
      return share.inFlight();
    }

    /** How many slots are free for this version or alias right now. */
    public int free() {
      Pool pool = share.pool();
      int own = provisioned == null ? 0 : provisioned.onDemand() - provisioned.inUse;
      return own + Math.max(0, pool.onDemand() - pool.inUse);
    }
  }
}
