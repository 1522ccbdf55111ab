package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.Erlang;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
   * The load of a case's window. Executions that its client's retries caused are taken out, because
   * the recommended settings cause none.
   */
  static Sizing of(CaseFile file) {
    double perCall =
        file.forecast() == null ? 1 : Math.max(1, file.forecast().outlook().executionsPerCall());
    double calls = executions(file) / perCall;
    double perSecond = calls / file.evidence().window().length().toSeconds();
    Optional<Double> held = meanHeldSeconds(file);
    return new Sizing(
        file.evidence().reservation().value().orElse(null),
        calls == 0 ? null : held.map(seconds -> perSecond * seconds).orElse(null));
  }

  private static double executions(CaseFile file) {
    return file.evidence()
        .metrics()
        .value()
        .map((MetricEvidence metrics) -> metrics.sum(Metric.INVOCATIONS))
        .filter(sum -> sum > 0)
        .orElse((double) file.invocations().size());
  }

  private static Optional<Double> meanHeldSeconds(CaseFile file) {
    List<Duration> held =
        file.invocations().stream()
            .flatMap((Invocation run) -> CaseFile.held(run).stream())
            .toList();
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(held.stream().mapToDouble(Sizing::seconds).sum() / held.size());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
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
