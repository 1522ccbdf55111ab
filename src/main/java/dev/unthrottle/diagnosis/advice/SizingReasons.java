package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.UnreservedPool;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Erlang;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a function is to have so many slots, in sentences.
 *
 * @param load what its callers want
 * @param forRate the slots that the requests a second need, whatever they last
 * @param needed the slots that it needs
 * @param slots the slots that it is to have
 * @param pool what the account has, {@code null} where it isn't known
 * @param reserving what the slots depend on
 */
record SizingReasons(
    OfferedLoad load,
    int forRate,
    int needed,
    int slots,
    @Nullable UnreservedPool pool,
    Goal.Reserving reserving) {

  private static final String RAISE_THE_QUOTA =
      " raise the quota (Service Quotas, L-B99A9384), or let calls wait in a queue.";

  /** The reasons for a function with such a reservation, {@code null} for none. */
  List<String> of(@Nullable Integer reserved) {
    if (slots >= needed && (reserved == null || slots == reserved)) {
      return List.of();
    }
    if (reserving != Goal.Reserving.BY_LOAD && (reserved == null || reserved > 0)) {
      return List.of(
          "Independent calls at this rate would need %d slots, but nobody was refused except by executions of the same call: no slot has to be added."
              .formatted(needed));
    }
    return reserved == null ? shared() : raised(reserved);
  }

  private List<String> shared() {
    return pool == null
        ? List.of()
        : List.of(
            "Its load alone needs %d slots, and all functions without a reservation share %d:"
                    .formatted(needed, pool.left())
                + RAISE_THE_QUOTA);
  }

  private List<String> raised(int reserved) {
    List<String> why = new ArrayList<>();
    if (slots > reserved) {
      why.add(refusals(reserved));
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
              + RAISE_THE_QUOTA);
    }
    return why;
  }

  private String refusals(int reserved) {
    double erlangs = load.erlangs();
    return "At an offered load of %.3g Erlang, %d reserved would refuse %s of independent calls, and %d %s. Keep %d if"
            .formatted(
                erlangs,
                reserved,
                Phrase.share(Erlang.blocking(erlangs, reserved)),
                slots,
                Phrase.share(Erlang.blocking(erlangs, slots)),
                reserved)
        + " the function must never run more often at once, and repeat refused calls in your code.";
  }
}
