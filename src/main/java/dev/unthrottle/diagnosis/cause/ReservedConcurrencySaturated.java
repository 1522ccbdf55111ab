package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Crowd;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
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
  public List<Prediction> predictions() {
    return List.of(
        ReservedConcurrencySaturated::reservation,
        ReservedConcurrencySaturated::strangersSeen,
        ReservedConcurrencySaturated::foundASlot,
        file -> Refusals.known(file, Weight.FITTING),
        Refusals::metricsRead,
        ReservedConcurrencySaturated::slotsLeftFree,
        Refusals::notOnlyItsOwn,
        ReservedConcurrencySaturated::allInUse,
        ReservedConcurrencySaturated::crowd,
        Refusals::error);
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that an attempt was refused.";
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(
        headline(file, "held"),
        headline(file, "may have held"),
        List.of(
            "Reserve what the calls need, or spread them: the recommended reservation says how many"
                + " slots keep refusals rare.",
            "Repeat refused calls in your own code, with backoff and jitter: they met a full house and"
                + " ran nothing."));
  }

  /** A client that can't wait collides with itself in any crowd; the crowd refuses all alike. */
  @Override
  public Set<Cause> mendedAfter(CaseFile file) {
    return Set.of(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  private static Trace reservation(CaseFile file) {
    return switch (file.evidence().reservation().value().orElse(null)) {
      case null ->
          new Trace.Unknown(
              "The reserved concurrency (lambda:GetFunctionConcurrency): it would tell which slots refused.");
      case Reservation.None() ->
          new Trace.Contradicted("The function has no reserved concurrency.");
      case Reservation.Reserved(int slots) when slots == 0 ->
          new Trace.Contradicted("Reserved concurrency is 0: no execution can hold a slot.");
      case Reservation.Reserved _ -> Trace.SILENT;
    };
  }

  /** A call that was refused by nothing but its own executions, or by nothing, met no strangers. */
  private static Trace foundASlot(CaseFile file) {
    return file.reproduction()
        .map(StepRecord::timeline)
        .filter(
            timeline -> timeline.refusals().stream().allMatch(one -> heldAll(file, timeline, one)))
        .<Trace>map(_ ->
            new Trace.Contradicted(
                "The probe's call found a free slot at its first attempt, and no stranger in its way later."))
        .orElse(Trace.SILENT);
  }

  private static boolean heldAll(CaseFile file, Timeline timeline, Attempt refused) {
    return file.limit()
        .filter(slots -> timeline.holdersAt(refused.start()).size() >= slots)
        .isPresent();
  }

  /** A first attempt that the probe had refused met strangers: nothing of its own was running. */
  private static Trace strangersSeen(CaseFile file) {
    return RefusedAtOnce.of(file, ThrottleReason.RESERVED_CONCURRENCY)
        .map(refused -> strangersHeld(file, refused))
        .orElse(Trace.SILENT);
  }

  private static Trace strangersHeld(CaseFile file, RefusedAtOnce refused) {
    List<Invocation> holders =
        file.invocations().stream().filter(run -> heldAt(run, refused.at(), file)).toList();
    List<Reason> because = new ArrayList<>();
    because.add(refused.seen("."));
    holders.forEach(run ->
        because.add(
            new Reason(
                "This execution of another caller held a slot at that moment.",
                Source.LOGS,
                run.start(),
                run.requestId())));
    return new Trace.Settled(
        file.limit().filter(slots -> holders.size() >= slots).isPresent()
            ? Certainty.PROVEN
            : Certainty.LIKELY,
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

  private static Trace slotsLeftFree(CaseFile file) {
    int slots = file.reserved().orElse(0);
    OptionalDouble peak =
        file.evidence()
            .metrics()
            .value()
            .map(metrics -> metrics.max(Metric.CONCURRENT_EXECUTIONS))
            .orElse(OptionalDouble.empty());
    return peak.isPresent() && peak.getAsDouble() < slots && Refusals.completeMetrics(file)
        ? new Trace.Contradicted(
            "Never more than %.0f of the %s were in use."
                .formatted(peak.getAsDouble(), Phrase.count(slots, "slot")))
        : Trace.SILENT;
  }

  private static Trace allInUse(CaseFile file) {
    int slots = file.reserved().orElse(0);
    return Refusals.periods(file).stream()
        .filter(period -> slots > 0 && period.fills(slots))
        .findFirst()
        .<Trace>map(period ->
            Trace.found(
                Weight.SUPPORTING,
                new Reason(
                    slots == 1
                        ? "The only slot was in use."
                        : "All %d slots were in use at once.".formatted(slots),
                    Source.METRICS,
                    period.at(),
                    null)))
        .orElse(Trace.SILENT);
  }

  private static Trace crowd(CaseFile file) {
    if (file.crowd().isPresent()) {
      Crowd crowd = file.crowd().get();
      return Trace.telling(
          Source.METRICS,
          "In the periods with refusals %.0f executions began and kept %.1f of %d reserved in use on average."
              .formatted(crowd.runs(), crowd.busySlots(), file.reserved().orElseThrow()));
    }
    return file.evidence().metrics().value().isPresent()
        ? new Trace.Unknown(WHO_CALLS)
        : Trace.SILENT;
  }

  private static String headline(CaseFile file, String held) {
    return "Other executions %s %s of the function's reserved concurrency when the call arrived."
        .formatted(
            held,
            file.reserved()
                .map(slots -> slots == 1 ? "the only slot" : "all " + slots + " slots")
                .orElse("every slot"));
  }
}
