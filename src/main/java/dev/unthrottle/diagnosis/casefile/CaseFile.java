package dev.unthrottle.diagnosis.casefile;

import static dev.unthrottle.client.AttemptOutcome.REFUSED;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one case, in the terms that the hypotheses argue in.
 *
 * @param evidence what AWS knows
 * @param resolved the client under suspicion
 * @param error what the pasted error says, {@code null} if none was pasted
 * @param probe what the probe did, {@code null} if there was none
 * @param clientNamed whether somebody named the client; else it is inferred or assumed
 * @param function the function as the evidence shows it, {@code null} where its durations are
 *     unknown
 * @param forecast what the client's call has to expect, {@code null} where the function's durations
 *     are unknown
 */
public record CaseFile(
    Evidence evidence,
    ResolvedClient resolved,
    @Nullable ErrorReading error,
    @Nullable ProbeRecord probe,
    boolean clientNamed,
    @Nullable FunctionModel function,
    @Nullable Forecast forecast) {

  /** The share of the executions of which metrics must know that are up to date. */
  private static final double KNOWN = 0.9;

  /** A case with its forecast: that of a call which nobody else disturbs. */
  public static CaseFile of(
      Evidence evidence,
      ResolvedClient resolved,
      @Nullable ErrorReading error,
      @Nullable ProbeRecord probe,
      long seed) {
    return of(evidence, resolved, error, probe, true, seed);
  }

  /** The same, where it may be that nobody named the client. */
  public static CaseFile of(
      Evidence evidence,
      ResolvedClient resolved,
      @Nullable ErrorReading error,
      @Nullable ProbeRecord probe,
      boolean clientNamed,
      long seed) {
    @Nullable FunctionModel function = Behaviour.of(evidence, probe).orElse(null);
    CaseFile known = new CaseFile(evidence, resolved, error, probe, clientNamed, function, null);
    @Nullable Forecast forecast =
        function == null
            ? null
            : known
                .limit()
                .filter(slots -> slots > 0)
                .map(slots -> Forecast.alone(resolved.client(), function, slots, seed))
                .orElse(null);
    return new CaseFile(evidence, resolved, error, probe, clientNamed, function, forecast);
  }

  /** The client under suspicion. */
  public Client client() {
    return resolved.client();
  }

  /** How long the client waits for an answer; {@code null} for ever. */
  public @Nullable Duration patience() {
    return client().timeouts().patience();
  }

  /** The function's timeout; {@code null} where its settings are missing. */
  public @Nullable Duration functionTimeout() {
    return evidence.settings().value().map(FunctionSettings::timeout).orElse(null);
  }

  /** The reserved slots; empty without a reservation, or where it isn't known. */
  public Optional<Integer> reserved() {
    return evidence.reservation().value().flatMap(CaseFile::slotsOf);
  }

  private static Optional<Integer> slotsOf(Reservation reservation) {
    return switch (reservation) {
      case Reservation.Reserved(int slots) -> Optional.of(slots);
      case Reservation.None() -> Optional.empty();
    };
  }

  /**
   * The slots that a call can use: those of the reservation that aren't kept ready for a version or
   * an alias which isn't called. Without a reservation it is the account's unreserved pool or,
   * where that isn't known, as many as the call's attempts, which that pool nearly always has.
   * Where it isn't known whether there is a reservation, a refusal for the sake of one tells, and
   * the most slots that were ever in use are its size; else nothing tells.
   */
  public Optional<Integer> limit() {
    return KnownLimit.of(this);
  }

  /** The environments that are kept ready for versions and aliases that this call isn't for. */
  public int keptForOthers() {
    @Nullable String called = evidence.function().qualifier();
    return evidence.surroundings().provisioned().value().stream()
        .flatMap(kept -> kept.allocations().stream())
        .filter(one -> !one.qualifier().equals(called))
        .mapToInt(ProvisionedConcurrency.Allocation::requested)
        .sum();
  }

  /** The attempts of the probe that were refused. */
  public Stream<Attempt> probeRefusals() {
    return probe == null
        ? Stream.empty()
        : probe.steps().stream().flatMap(step -> step.timeline().refusals().stream());
  }

  /** The executions that the logs show. */
  public List<Invocation> invocations() {
    return evidence.invocations();
  }

  /**
   * Whether there were too many executions to read one by one, so that a query counted all and
   * named the longest: those that are known are no fair sample then.
   */
  public boolean onlyTheLongestAreKnown() {
    return evidence
        .logs()
        .value()
        .filter(logs -> !logs.complete() && logs.query() instanceof LogQuery.Answered)
        .isPresent();
  }

  /** How long an execution held its slot: cold start and handler. */
  public static Optional<Duration> held(Invocation invocation) {
    if (invocation.duration() == null) {
      return Optional.empty();
    }
    Duration init = invocation.initDuration();
    return Optional.of(init == null ? invocation.duration() : invocation.duration().plus(init));
  }

  /** The executions that took longer than the client waits. */
  public List<Invocation> outliving(Duration patience) {
    return invocations().stream()
        .filter(
            invocation -> held(invocation).filter(time -> time.compareTo(patience) > 0).isPresent())
        .toList();
  }

  /**
   * Whether the function's timeout cut an execution off, so that nobody knows how long it would
   * have run.
   */
  public boolean wasCutOff() {
    return invocations().stream().anyMatch(run -> run.status() == Invocation.Status.TIMED_OUT);
  }

  /**
   * The longest that an execution is known to have held its slot: in the logs, the metrics or the
   * probe.
   */
  public Optional<Duration> longestRun() {
    Optional<Duration> logged =
        invocations().stream().flatMap(run -> held(run).stream()).max(Duration::compareTo);
    return logged.or(this::longestInMetrics);
  }

  private Optional<Duration> longestInMetrics() {
    return evidence.metrics().value().stream()
        .flatMap(metrics -> metrics.points(Metric.DURATION_MAX).stream())
        .map(point -> Duration.ofMillis((long) Math.ceil(point.value())))
        .max(Duration::compareTo);
  }

  /**
   * The attempts refused in the window, as the metrics count them; empty where they are missing.
   */
  public Optional<Long> throttles() {
    return evidence.metrics().value().map(metrics -> (long) metrics.sum(Metric.THROTTLES));
  }

  /** Whether the metrics count an attempt that was refused. */
  public boolean sawThrottles() {
    return throttles().orElse(0L) > 0;
  }

  /** Whether CloudWatch told all of the window, and not one attempt was refused in it. */
  public boolean sawNoThrottle() {
    return throttles().filter(count -> count == 0).isPresent()
        && evidence.metrics().value().filter(MetricEvidence::complete).isPresent();
  }

  /**
   * The refusals that the client's own retries can have met; empty where no refusal is known, or
   * nothing could be simulated.
   */
  public Optional<OwnRefusals> ownRefusals() {
    return OwnRefusals.of(this);
  }

  /**
   * Whether so many executions came and went in the periods with refusals that the times of these
   * tell nothing: whoever calls is refused then, and a retry is due all the time.
   */
  public boolean isCrowded() {
    return evidence.metrics().value().filter(this::isCrowded).isPresent();
  }

  private boolean isCrowded(MetricEvidence metrics) {
    boolean filled =
        Crowd.in(metrics)
            .filter(crowd -> limit().filter(slots -> slots > 0 && crowd.fills(slots)).isPresent())
            .isPresent();
    @Nullable Duration patience = patience();
    return filled
        || (patience != null
            && Rows.of(this, metrics, patience)
                .areOfSeveralCalls(client().retries().maxAttempts()));
  }

  /** The callers that were refused beyond what the client's own retries can explain. */
  Optional<Crowd> others() {
    return evidence
        .metrics()
        .value()
        .flatMap(Crowd::in)
        .filter(_ -> ownRefusals().filter(OwnRefusals::areNearlyAll).isEmpty());
  }

  /**
   * The strangers that fill the reserved slots, if there are so many and the client itself isn't
   * the reason.
   */
  public Optional<Crowd> crowd() {
    return others()
        .filter(_ -> ownRefusals().filter(OwnRefusals::areMost).isEmpty())
        .filter(crowd -> reserved().filter(slots -> slots > 0 && crowd.fills(slots)).isPresent());
  }

  /**
   * The strangers among whom a call has to be simulated: those whose calls alone fill the pool that
   * the function draws on, its own or the one that it shares, or come faster than that pool takes
   * them.
   */
  public Optional<Crowd> strangers() {
    return others()
        .filter(crowd ->
            knownPool()
                .filter(slots -> slots > 0 && (crowd.fills(slots) || crowd.outruns(slots)))
                .isPresent());
  }

  /** The slots of the pool, where they were read. */
  private Optional<Integer> knownPool() {
    boolean known = reserved().isPresent() || evidence.account().value().isPresent();
    return known && evidence.reservation().value().isPresent() ? limit() : Optional.empty();
  }

  /**
   * Whether the metrics tell that nobody was refused, or only attempts that the client's own runs
   * were in the way of.
   */
  public boolean sawNobodyElseRefused() {
    return evidence.metrics().value().filter(MetricEvidence::complete).isPresent()
        && others().isEmpty();
  }

  /**
   * Whether others are refused whose calls don't explain it: somebody fills a pool that the
   * function shares, and what a call meets there can't be simulated.
   */
  public boolean othersFillThePool() {
    return evidence.reservation().value().orElse(null) instanceof Reservation.None
        && others().isPresent()
        && strangers().isEmpty();
  }

  /** How many executions began in the window: by the metrics, else by the logs. */
  public long executions() {
    return evidence
        .metrics()
        .value()
        .map(metrics -> (long) metrics.sum(Metric.INVOCATIONS))
        .filter(sum -> sum > 0)
        .orElse((long) invocations().size());
  }

  /**
   * Whether the metrics don't know yet of one in ten executions that the logs show: then they don't
   * know yet either what was refused meanwhile.
   */
  public boolean metricsLagBehind() {
    return evidence
        .metrics()
        .value()
        .filter(metrics -> metrics.sum(Metric.INVOCATIONS) < KNOWN * invocations().size())
        .isPresent();
  }

  /** Whether anything at all ran or was refused in the window. */
  public boolean sawTraffic() {
    return executions() + throttles().orElse(0L) > 0;
  }

  /** Whether the pasted error is an Invoke's concurrency throttle. */
  public boolean errorIsConcurrencyThrottle() {
    return error != null && error.symptom().isConcurrencyThrottle();
  }

  /** Whether the pasted error itself tells that an attempt went unheard before one was refused. */
  public boolean errorTellsACollision() {
    return error != null && error.symptom() == Symptom.CLIENT_TIMEOUT_SELF_COLLISION;
  }

  /** Whether the pasted error itself tells that the client hung up on an attempt. */
  public boolean errorTellsAHangUp() {
    return errorTellsACollision() || (error != null && error.symptom() == Symptom.CLIENT_TIMEOUT);
  }

  /**
   * Whether the client's settings may be others than those taken here: nobody named it, or the
   * error tells of a less patient one.
   */
  public boolean settingsInDoubt() {
    return !clientNamed || errorTellsAHangUp();
  }

  /**
   * The probe's replay of the call with the client's own settings, if it came to its end. One whose
   * first attempt met strangers, or that was stopped, has replayed nothing.
   */
  public Optional<StepRecord> reproduction() {
    return Optional.ofNullable(probe)
        .flatMap(record -> record.step(ProbeStep.REPRODUCE))
        .filter(record -> !record.timeline().attempts().isEmpty())
        .filter(record -> record.timeline().attempts().getFirst().outcome() != REFUSED)
        .filter(CaseFile::cameToItsEnd);
  }

  private static boolean cameToItsEnd(StepRecord record) {
    List<Attempt> attempts = record.timeline().attempts();
    return !record.client().retries().retries(attempts.size(), attempts.getLast().outcome());
  }

  /** The probe's call with the recommended settings, if it was made. */
  public Optional<StepRecord> proof() {
    return Optional.ofNullable(probe).flatMap(record -> record.step(ProbeStep.PROVE));
  }
}
