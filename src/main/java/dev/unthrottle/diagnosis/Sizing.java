package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.Erlang;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many slots a function needs: arrival rate × time that a call holds a slot is the offered
 * load, and Erlang B tells how many slots refuse no more than {@value #REFUSAL_TARGET} of
 * independent calls.
 *
 * @param reservation the reservation now, {@code null} where it isn't known
 * @param offeredLoad in Erlang, {@code null} where there is nothing to compute it from
 */
record Sizing(@Nullable Reservation reservation, @Nullable Double offeredLoad) {

  /** The share of calls that may be refused. */
  static final double REFUSAL_TARGET = 0.01;

  /**
   * The load of a case: that of the crowd which fills the slots, if there is one, else that of the
   * window. Executions that the client's retries caused are taken out, because the recommended
   * settings cause none.
   */
  static Sizing of(CaseFile file) {
    Optional<Double> load =
        file.crowd()
            .map(crowd -> crowd.callsPerSecond() * crowd.meanHeldSeconds())
            .or(() -> loadOfWindow(file))
            .filter(erlang -> erlang > 0);
    return new Sizing(file.evidence().reservation().value().orElse(null), load.orElse(null));
  }

  private static Optional<Double> loadOfWindow(CaseFile file) {
    double perCall =
        file.forecast() == null ? 1 : Math.max(1, file.forecast().outlook().executionsPerCall());
    double perSecond = file.executions() / perCall / file.evidence().window().length().toSeconds();
    return meanHeldSeconds(file).map(seconds -> perSecond * seconds);
  }

  /** Where the logs show the longest executions alone, their mean isn't that of all. */
  private static Optional<Double> meanHeldSeconds(CaseFile file) {
    LogEvidence logs = file.evidence().logs().value().orElse(null);
    if (logs != null && logs.query() instanceof LogQuery.Answered) {
      return logs.durations().map(all -> all.mean().toNanos() / 1e9);
    }
    OptionalDouble mean =
        file.invocations().stream()
            .flatMap(run -> CaseFile.held(run).stream())
            .mapToDouble(held -> held.toNanos() / 1e9)
            .average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  /**
   * The reservation to recommend; adds the reasons to {@code why}. A function without one keeps
   * none.
   */
  Reservation reserve(List<String> why) {
    return switch (reservation) {
      case null -> Reservation.NONE;
      case Reservation.None none -> none;
      case Reservation.Reserved(int slots) -> Reservation.of(slots(slots, why));
    };
  }

  private int slots(int now, List<String> why) {
    if (offeredLoad == null) {
      if (now == 0) {
        why.add("Reserve at least 1 slot, or take the reservation away.");
      }
      return Math.max(1, now);
    }
    int needed = Erlang.slotsFor(offeredLoad, REFUSAL_TARGET);
    if (needed <= now) {
      return now;
    }
    why.add(
        "At an offered load of %.3g Erlang, %d reserved would refuse %s of independent calls, and %d only %s. Keep %d if"
                .formatted(
                    offeredLoad,
                    now,
                    Phrase.share(Erlang.blocking(offeredLoad, now)),
                    needed,
                    Phrase.share(Erlang.blocking(offeredLoad, needed)),
                    now)
            + " the function must never run more often at once, and repeat refused calls in your code.");
    return needed;
  }
}
