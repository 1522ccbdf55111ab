package dev.unthrottle.diagnosis;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Predicts that every reserved slot was in use, by executions of different calls, when attempts
 * were refused.
 */
final class ReservedConcurrencySaturated implements Hypothesis {

  private static final String WHO_CALLS =
      "The clients that call this function: a few refusals for each run, with the slots idle most of the time, are"
          + " also what a client leaves that hangs up and retries. The one that was named doesn't.";

  @Override
  public Cause cause() {
    return Cause.RESERVED_CONCURRENCY_SATURATED;
  }

  @Override
  public Assessment assess(CaseFile file) {
    if (file.reserved().isEmpty()) {
      return new Assessment.RuledOut("The function has no reserved concurrency that is known.");
    }
    int slots = file.reserved().get();
    if (slots == 0) {
      return new Assessment.RuledOut("Reserved concurrency is 0: no execution can hold a slot.");
    }
    return fromProbe(file, slots)
        .or(() -> foundASlot(file, slots))
        .orElseGet(() -> fromMetrics(file, slots));
  }

  /** A call that was refused by nothing but its own executions, or by nothing, met no strangers. */
  private static Optional<Assessment> foundASlot(CaseFile file, int slots) {
    return file.reproduction()
        .map(StepRecord::timeline)
        .filter(timeline ->
            timeline.refusals().stream()
                .allMatch(one -> timeline.holdersAt(one.start()).size() >= slots))
        .map(timeline ->
            new Assessment.RuledOut(
                "The probe's call found a free slot at its first attempt, and no stranger in its way later."));
  }

  /** A first attempt that the probe had refused met strangers: nothing of its own was running. */
  private static Optional<Assessment> fromProbe(CaseFile file, int slots) {
    if (file.probe() == null) {
      return Optional.empty();
    }
    for (ProbeStep step : List.of(ProbeStep.MEASURE, ProbeStep.REPRODUCE)) {
      Optional<StepRecord> record = file.probe().step(step);
      Optional<Attempt> refused = record.flatMap(ReservedConcurrencySaturated::refusedAtFirst);
      if (record.isPresent() && refused.isPresent()) {
        return Optional.of(
            strangersHeld(
                file, slots, record.get().origin().plus(refused.get().start()), refused.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Attempt> refusedAtFirst(StepRecord record) {
    return record.timeline().attempts().stream()
        .filter(attempt -> attempt.number() == 1)
        .filter(attempt -> attempt.outcome() == AttemptOutcome.REFUSED)
        .filter(attempt ->
            attempt.reason() == null
                || attempt.reason().equals(ThrottleReason.RESERVED_CONCURRENCY))
        .findFirst();
  }

  private static Assessment strangersHeld(CaseFile file, int slots, Instant at, Attempt refused) {
    List<Invocation> holders =
        file.invocations().stream().filter(run -> heldAt(run, at, file)).toList();
    List<Reason> because = new ArrayList<>();
    because.add(
        new Reason(
            "The probe's first attempt was refused while no execution of its own was running.",
            Source.PROBE,
            at,
            refused.requestId()));
    holders.forEach(run ->
        because.add(
            new Reason(
                "This execution of another caller held a slot at that moment.",
                Source.LOGS,
                run.start(),
                run.requestId())));
    return new Assessment.Fits(
        holders.size() >= slots ? Certainty.PROVEN : Certainty.LIKELY,
        headline(slots, true),
        because,
        List.of());
  }

  private static boolean heldAt(Invocation run, Instant at, CaseFile file) {
    Instant end = run.end();
    @Nullable Duration limit = file.functionTimeout();
    boolean stillRunning =
        end == null ? limit == null || at.isBefore(run.start().plus(limit)) : at.isBefore(end);
    return !at.isBefore(run.start()) && stillRunning;
  }

  private static Assessment fromMetrics(CaseFile file, int slots) {
    Optional<MetricEvidence> metrics = file.evidence().metrics().value();
    if (metrics.isEmpty()) {
      return file.errorIsConcurrencyThrottle()
          ? new Assessment.Fits(
              Certainty.POSSIBLE,
              headline(slots, false),
              List.of(Reason.of(Source.ERROR, "The error is a concurrency throttle of Invoke.")),
              List.of("The metrics: they would show whether all slots were in use."))
          : new Assessment.RuledOut("Nothing says that an attempt was refused.");
    }
    if (!file.sawThrottles()
        && !file.errorIsConcurrencyThrottle()
        && file.probeRefusals().findAny().isEmpty()) {
      return new Assessment.RuledOut("No attempt was refused in the window.");
    }
    OptionalDouble peak = metrics.get().max(Metric.CONCURRENT_EXECUTIONS);
    if (peak.isPresent() && peak.getAsDouble() < slots && metrics.get().complete()) {
      return new Assessment.RuledOut(
          "Never more than %.0f of the %s were in use."
              .formatted(peak.getAsDouble(), Phrase.count(slots, "slot")));
    }
    long seen = file.throttles().orElse(0L);
    long own = file.mostOwnRefusals();
    if (seen > 0 && seen <= own) {
      return new Assessment.RuledOut(
          "The client's own retries account for all of the %s: its calls can cause up to %d."
              .formatted(Phrase.count(seen, "refusal"), own));
    }
    return saturated(file, slots, metrics.get());
  }

  private static Assessment saturated(CaseFile file, int slots, MetricEvidence metrics) {
    List<Reason> because = new ArrayList<>();
    if (file.sawThrottles()) {
      because.add(
          Reason.of(
              Source.METRICS,
              "%s refused in the window; that is %s of all."
                  .formatted(
                      Phrase.count(file.throttles().orElse(0L), "attempt"),
                      Phrase.share(refusedShare(file, metrics)))));
    }
    metrics.points(Metric.CONCURRENT_EXECUTIONS).stream()
        .filter(point -> point.value() >= slots)
        .findFirst()
        .ifPresent(point -> because.add(allInUse(slots, point)));
    Optional<Crowd> crowd = file.crowd();
    crowd.ifPresent(busy -> because.add(filled(busy, slots)));
    return new Assessment.Fits(
        crowd.isPresent() ? Certainty.LIKELY : Certainty.POSSIBLE,
        headline(slots, crowd.isPresent()),
        because,
        crowd.isPresent() ? List.of() : List.of(WHO_CALLS));
  }

  private static Reason allInUse(int slots, MetricEvidence.Point point) {
    return new Reason(
        slots == 1
            ? "The only slot was in use."
            : "All %d slots were in use at once.".formatted(slots),
        Source.METRICS,
        point.at(),
        null);
  }

  private static Reason filled(Crowd crowd, int slots) {
    return Reason.of(
        Source.METRICS,
        "In the periods with refusals %.0f executions began and kept %.1f of %d reserved in use on average."
            .formatted(crowd.runs(), crowd.busySlots(), slots));
  }

  private static double refusedShare(CaseFile file, MetricEvidence metrics) {
    double refused = file.throttles().orElse(0L);
    return refused / Math.max(1, refused + metrics.sum(Metric.INVOCATIONS));
  }

  private static String headline(int slots, boolean known) {
    return "Other executions %s %s of the function's reserved concurrency when the call arrived."
        .formatted(
            known ? "held" : "may have held",
            slots == 1 ? "the only slot" : "all " + slots + " slots");
  }
}
