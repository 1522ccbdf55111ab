package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Crowd;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Erlang;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Predicts executions so short that requests run out before slots do: Lambda takes ten synchronous
 * requests a second for each slot, and refuses more while slots are free.
 */
final class InvocationRateExceeded implements Hypothesis {

  /** Executions that take longer than this use their slots up before the ten requests of each. */
  private static final Duration SHORTEST_THAT_FILLS =
      Duration.ofSeconds(1).dividedBy(ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT);

  /** The share of the refusals from which on it is a cause of its own. */
  private static final double WORTH_NAMING = 0.2;

  /** How many times more refusals than full slots explain are no chance. */
  private static final double UNEXPLAINED = 3;

  /** From this share of the permitted rate on, all of it is used: averages miss the peaks. */
  private static final double NEARLY_ALL = 0.9;

  /** Slots that are in use no more than this share of the time refuse for other reasons. */
  private static final double MOSTLY_IDLE = 0.5;

  @Override
  public Cause cause() {
    return Cause.INVOCATION_RATE_EXCEEDED;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        InvocationRateExceeded::slots,
        InvocationRateExceeded::shortExecutions,
        file ->
            Refusals.reason(file, Set.of(ThrottleReason.RESERVED_INVOCATION_RATE), Weight.TELLING),
        file -> Refusals.reason(file, Set.of(ThrottleReason.INVOCATION_RATE), Weight.FITTING),
        file ->
            Refusals.knownUnlessNamed(
                file,
                Set.of(ThrottleReason.RESERVED_INVOCATION_RATE, ThrottleReason.INVOCATION_RATE)),
        InvocationRateExceeded::manyInAPeriod,
        InvocationRateExceeded::slotsLeftFree,
        Refusals::notOnlyItsOwn);
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that requests came faster than the slots permit.";
  }

  @Override
  public Story story(CaseFile file) {
    String limit =
        file.limit()
            .map(slots ->
                "%d a second, ten for each of %s"
                    .formatted(permitted(slots), Phrase.count(slots, "slot")))
            .orElse("ten a second for each slot");
    return new Story(
        "Requests came faster than Lambda takes them for this function (%s), while slots were free."
            .formatted(limit),
        "Requests may have come faster than Lambda takes them for this function (%s)."
            .formatted(limit),
        List.of(
            "Raise the reservation to a tenth of the requests a second at the peak, however short"
                + " they are: rate / 10 slots.",
            "Send fewer requests: batch what belongs together, or let a queue take the peaks;"
                + " asynchronous invocation has no such limit."));
  }

  /** {@code 10 × slots} requests a second. */
  private static long permitted(int slots) {
    return (long) slots * ConcurrencyLimit.REQUESTS_PER_SECOND_AND_SLOT;
  }

  private static Trace slots(CaseFile file) {
    if (file.limit().isEmpty()) {
      return new Trace.Unknown(
          "The concurrency limit (lambda:GetFunctionConcurrency): ten requests a second are taken for each slot.");
    }
    return file.limit().get() > 0
        ? Trace.SILENT
        : new Trace.Contradicted("Reserved concurrency is 0: however few come, all are refused.");
  }

  private static Trace shortExecutions(CaseFile file) {
    Optional<Duration> typical = typical(file);
    if (typical.isEmpty()) {
      return new Trace.Unknown(
          "How long executions take: only short ones can reach the rate limit.");
    }
    return typical.get().compareTo(SHORTEST_THAT_FILLS) >= 0
        ? new Trace.Contradicted(
            "An execution takes %s typically: from %s on, slots run out before requests do."
                .formatted(Phrase.of(typical.get()), Phrase.of(SHORTEST_THAT_FILLS)))
        : Trace.supporting(
            Source.LOGS,
            "An execution takes %s typically, so a slot serves more than ten a second."
                .formatted(Phrase.of(typical.get())));
  }

  /** The median of the logs, else the lowest median of a period with refusals. */
  private static Optional<Duration> typical(CaseFile file) {
    return file.evidence()
        .logs()
        .value()
        .flatMap(LogEvidence::durations)
        .map(DurationStatistics::p50)
        .or(() ->
            file.evidence().metrics().value().stream()
                .flatMap(metrics -> metrics.points(Metric.DURATION_P50).stream())
                .map(point -> Duration.ofNanos((long) (point.value() * 1e6)))
                .min(Duration::compareTo));
  }

  /**
   * How long executions of these periods held their slots on average: their cold starts do as well,
   * of which the metrics know nothing.
   */
  private static Optional<Duration> meanHeld(CaseFile file, List<RefusedPeriod> periods) {
    OptionalDouble nanos =
        file.invocations().stream()
            .filter(run -> periods.stream().anyMatch(period -> period.covers(run.start())))
            .flatMap(run -> CaseFile.held(run).stream())
            .mapToLong(Duration::toNanos)
            .average();
    return nanos.isPresent()
        ? Optional.of(Duration.ofNanos((long) nanos.getAsDouble()))
        : Optional.empty();
  }

  /** How many executions of these periods began cold: for a while they can have held every slot. */
  private static long coldStarts(CaseFile file, List<RefusedPeriod> periods) {
    return file.invocations().stream()
        .filter(run -> run.initDuration() != null)
        .filter(run -> periods.stream().anyMatch(period -> period.covers(run.start())))
        .count();
  }

  /** So many must have begun in one second, so at least as many in the period around it. */
  private static Trace manyInAPeriod(CaseFile file) {
    List<RefusedPeriod> periods = Refusals.periods(file);
    if (periods.isEmpty() || file.limit().isEmpty()) {
      return Trace.SILENT;
    }
    long atLeast = permitted(file.limit().get());
    double most = periods.stream().mapToDouble(RefusedPeriod::began).max().orElse(0);
    return most < atLeast && Refusals.completeMetrics(file)
        ? new Trace.Contradicted(
            "At most %.0f executions began in a period with refusals: too few for %d within one second."
                .formatted(most, atLeast))
        : Trace.fitting(
            Source.METRICS,
            "Up to %.0f executions began in a period of %s with refusals."
                .formatted(most, Phrase.of(periods.getFirst().length())));
  }

  private static Trace slotsLeftFree(CaseFile file) {
    List<RefusedPeriod> periods =
        Refusals.periods(file).stream().filter(period -> period.peak().isPresent()).toList();
    if (periods.isEmpty() || file.limit().isEmpty()) {
      return Trace.SILENT;
    }
    int slots = file.limit().get();
    List<RefusedPeriod> free =
        periods.stream().filter(one -> Refusals.leavesFree(file, one, slots)).toList();
    if (!free.isEmpty()) {
      return Trace.found(
          refused(free) >= WORTH_NAMING * refused(periods) ? Weight.TELLING : Weight.FITTING,
          new Reason(
              "In %d of the %s with refusals slots stayed free: never were all %d in use."
                  .formatted(free.size(), Phrase.count(periods.size(), "period"), slots),
              Source.METRICS,
              free.getFirst().at(),
              null));
    }
    boolean othersFill =
        Refusals.sharesAPool(file) && periods.stream().allMatch(one -> one.leavesFree(slots));
    return othersFill ? Trace.SILENT : moreThanFullSlotsRefuse(file, periods, slots);
  }

  private static double refused(List<RefusedPeriod> periods) {
    return periods.stream().mapToDouble(RefusedPeriod::refused).sum();
  }

  /**
   * Executions so short keep few slots busy even at the highest rate that is admitted. That all are
   * in use for a moment refuses few then, as Erlang B tells; the rate refuses the rest. Where what
   * began comes up to that rate, it is the rate that held the rest off.
   */
  private static Trace moreThanFullSlotsRefuse(
      CaseFile file, List<RefusedPeriod> periods, int slots) {
    Optional<Crowd> crowd = file.evidence().metrics().value().flatMap(Crowd::in);
    Optional<Duration> held =
        file.onlyTheLongestAreKnown() ? typical(file) : meanHeld(file, periods);
    if (crowd.isEmpty() || held.isEmpty() || !Refusals.completeMetrics(file)) {
      return Trace.SILENT;
    }
    double mostBusy = permitted(slots) * (held.get().toNanos() / 1e9);
    double explained = Erlang.blocking(mostBusy, slots);
    double refused = crowd.get().refusals() / (crowd.get().refusals() + crowd.get().runs());
    if (refused >= UNEXPLAINED * explained) {
      boolean byColdStarts = refused < WORTH_NAMING && coldStarts(file, periods) >= slots;
      return Trace.found(
          byColdStarts ? Weight.FITTING : Weight.TELLING,
          Reason.of(
              Source.METRICS,
              "Executions so short keep %.1f of %s busy at the highest rate: for want of slots %s would be refused, and it was %s."
                  .formatted(
                      mostBusy,
                      Phrase.count(slots, "slot"),
                      Phrase.share(explained),
                      Phrase.share(refused))));
    }
    double rate = crowd.get().runsPerSecond();
    if (rate < NEARLY_ALL * permitted(slots)) {
      return new Trace.Contradicted(
          "Only %.1f executions a second began in the periods with refusals, where %d may, and every slot was in use: no more was refused than full slots explain."
              .formatted(rate, permitted(slots)));
    }
    String asMany =
        "%.1f executions a second began in the periods with refusals: as many as may (%d), and they kept %.1f of %s busy."
            .formatted(
                rate, permitted(slots), crowd.get().busySlots(), Phrase.count(slots, "slot"));
    return crowd.get().busySlots() <= slots * MOSTLY_IDLE
        ? Trace.telling(Source.METRICS, asMany)
        : Trace.fitting(Source.METRICS, asMany);
  }
}
