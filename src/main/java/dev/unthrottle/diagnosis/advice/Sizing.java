package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Erlang;
import java.time.Duration;
import java.util.ArrayList;
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
 * @param slots the reservation to have; without a reservation, what is needed of the shared pool
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

  /** The share of calls that may be refused. */
  static final double REFUSAL_TARGET = 0.01;

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
   */
  static Sizing of(OfferedLoad load, @Nullable Reservation now, @Nullable AccountSettings account) {
    int forLoad = Erlang.slotsFor(load.erlangs(), REFUSAL_TARGET);
    int forRate =
        (int)
            Math.ceil(
                load.callsPerSecond()
                    * EXECUTIONS_PER_CALL
                    / ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT);
    int needed = Math.max(1, Math.max(forLoad, forRate));
    @Nullable UnreservedPool pool = account == null ? null : UnreservedPool.of(account);
    @Nullable Integer reserved = now instanceof Reservation.Reserved(int it) ? it : null;
    int slots = reserved == null ? needed : granted(reserved, needed, pool);
    return new Sizing(
        load.callsPerSecond(),
        Duration.ofNanos((long) (load.heldSeconds() * 1e9)),
        EXECUTIONS_PER_CALL,
        REFUSAL_TARGET,
        forLoad,
        forRate,
        slots,
        Erlang.blocking(load.erlangs(), slots),
        pool == null ? null : left(pool, reserved, slots),
        pool == null ? null : (Integer) pool.floor(),
        why(load, reserved, needed, forRate, slots, pool));
  }

  /** What is enough already stays, and no more is asked for than the account can give. */
  private static int granted(int reserved, int needed, @Nullable UnreservedPool pool) {
    if (needed <= reserved) {
      return reserved;
    }
    return pool == null ? needed : Math.max(1, Math.min(needed, pool.most(reserved)));
  }

  private static int left(UnreservedPool pool, @Nullable Integer reserved, int slots) {
    return reserved == null ? pool.left() : pool.leftWith(reserved, slots);
  }

  private static List<String> why(
      OfferedLoad load,
      @Nullable Integer reserved,
      int needed,
      int forRate,
      int slots,
      @Nullable UnreservedPool pool) {
    List<String> why = new ArrayList<>();
    if (reserved == null) {
      if (pool != null && needed > pool.left()) {
        why.add(
            "Its load alone needs %d slots, and all functions without a reservation share %d."
                .formatted(needed, pool.left()));
      }
      return why;
    }
    if (slots > reserved) {
      why.add(raised(load.erlangs(), reserved, slots));
    }
    if (forRate > reserved) {
      why.add(
          "%.3g calls a second need %d slots whatever they last: each slot admits %d requests a second."
              .formatted(
                  load.callsPerSecond(), forRate, ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT));
    }
    if (pool != null && slots > reserved) {
      why.add(
          "That leaves %d of the account's %d unreserved; Lambda keeps at least %d."
              .formatted(pool.leftWith(reserved, slots), pool.quota(), pool.floor()));
    }
    if (pool != null && slots < needed) {
      why.add(
          "%d would be needed, but of the account's %d slots %d are unreserved, and Lambda keeps %d of them so:"
                  .formatted(needed, pool.quota(), pool.left(), pool.floor())
              + " raise the quota (Service Quotas, L-B99A9384), or let calls wait in a queue.");
    }
    return why;
  }

  private static String raised(double erlangs, int now, int slots) {
    return "At an offered load of %.3g Erlang, %d reserved would refuse %s of independent calls, and %d only %s. Keep %d if"
            .formatted(
                erlangs,
                now,
                Phrase.share(Erlang.blocking(erlangs, now)),
                slots,
                Phrase.share(Erlang.blocking(erlangs, slots)),
                now)
        + " the function must never run more often at once, and repeat refused calls in your code.";
  }

  /** Slots in use on average if none were ever missing, in Erlang. */
  public double offeredLoad() {
    return arrivalsPerSecond * executionsPerCall * meanDuration.toNanos() / 1e9;
  }

  /** The slots that the load needs, whether or not the account has them. */
  int needed() {
    return Math.max(1, Math.max(slotsForLoad, slotsForRate));
  }

  /** Whether the account can't give what the load needs. */
  boolean fallsShort() {
    return slots < needed();
  }
}
