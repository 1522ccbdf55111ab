package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.diagnosis.casefile.UnreservedPool;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Erlang;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many slots a function needs: arrival rate × executions per call × time that one holds a slot
 * is the offered load, and Erlang B tells how many slots refuse no more than a stated share of
 * independent calls. Ten requests a second for each slot is a limit of its own.
 *
 * @param arrivalsPerSecond calls a second
 * @param meanDuration how long an execution holds its slot on average, cold start included
 * @param executionsPerCall executions that one call causes with the recommended settings
 * @param refusalTarget the share of independent calls that may be refused
 * @param slotsForLoad the fewest slots that refuse no more than that
 * @param slotsForRate the fewest slots that admit so many requests a second
 * @param slots the reservation to have; without a reservation, what is needed of the shared pool,
 *     or all of it if that is less
 * @param refusalProbability the share of independent calls that so many slots refuse
 * @param unreservedLeft what the account has left for other functions then, {@code null} if unknown
 * @param unreservedFloor what Lambda keeps unreserved in this account, {@code null} if unknown
 * @param why the reasons for what changes, a sentence each
 */
public record Sizing(
    double arrivalsPerSecond,
    Duration meanDuration,
    double executionsPerCall,
    double refusalTarget,
    int slotsForLoad,
    int slotsForRate,
    int slots,
    double refusalProbability,
    @Nullable Integer unreservedLeft,
    @Nullable Integer unreservedFloor,
    List<String> why) {

  /** Recommended settings that run a call twice aren't given. */
  private static final double EXECUTIONS_PER_CALL = 1;

  /** Copies the list. */
  public Sizing {
    why = List.copyOf(why);
  }

  /**
   * The size for a load.
   *
   * @param now the reservation now, {@code null} where it isn't known
   * @param account what the account has, {@code null} where it isn't known
   * @param goal how many may be refused, and whether slots are what was wanting
   */
  static Sizing of(
      OfferedLoad load, @Nullable Reservation now, @Nullable AccountSettings account, Goal goal) {
    double target = goal.refusals().share();
    int forLoad = Erlang.slotsFor(load.erlangs(), target);
    int forRate =
        (int)
            Math.ceil(
                load.callsPerSecond()
                    * EXECUTIONS_PER_CALL
                    / ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT);
    int needed = needed(forLoad, forRate);
    @Nullable UnreservedPool pool = account == null ? null : UnreservedPool.of(account);
    @Nullable Integer reserved = now instanceof Reservation.Reserved(int it) ? it : null;
    int slots =
        reserved == null ? shared(needed, pool) : granted(reserved, needed, pool, goal.reserving());
    return new Sizing(
        load.callsPerSecond(),
        Duration.ofNanos((long) (load.heldSeconds() * 1e9)),
        EXECUTIONS_PER_CALL,
        target,
        forLoad,
        forRate,
        slots,
        Erlang.blocking(load.erlangs(), slots),
        pool == null ? null : left(pool, reserved, slots),
        pool == null ? null : (Integer) pool.floor(),
        new SizingReasons(load, forRate, needed, slots, pool, goal.reserving()).of(reserved));
  }

  private static int needed(int forLoad, int forRate) {
    return Math.max(1, Math.max(forLoad, forRate));
  }

  /** Of the pool that functions without a reservation share, nobody has more than all. */
  private static int shared(int needed, @Nullable UnreservedPool pool) {
    return pool == null ? needed : Math.max(1, Math.min(needed, pool.left()));
  }

  /**
   * What is enough already stays, and so does what nobody was refused for; no more is asked for
   * than the account can give.
   */
  private static int granted(
      int reserved, int needed, @Nullable UnreservedPool pool, Goal.Reserving reserving) {
    boolean stays = reserved > 0 && reserving != Goal.Reserving.BY_LOAD;
    if (needed <= reserved || stays) {
      return reserved;
    }
    return pool == null ? needed : Math.max(1, Math.min(needed, pool.most(reserved)));
  }

  private static int left(UnreservedPool pool, @Nullable Integer reserved, int slots) {
    return reserved == null ? pool.left() : pool.leftWith(reserved, slots);
  }

  /** Slots in use on average if none were ever missing, in Erlang. */
  public double offeredLoad() {
    return arrivalsPerSecond * executionsPerCall * meanDuration.toNanos() / 1e9;
  }

  /** The slots that the load needs, whether or not the account has them. */
  int needed() {
    return needed(slotsForLoad, slotsForRate);
  }

  /** Whether the account can't give what the load needs. */
  boolean fallsShort() {
    return slots < needed();
  }
}
