package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Hangs;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Predicts executions that the function's timeout cut off, much longer than the others, and
 * refusals while they held their slots.
 */
final class FunctionTimeoutHoldsSlot implements Hypothesis {

  /** The share of the refusals that has to come while executions hang. */
  private static final double MOST = 0.5;

  /** How many times more refusals than the time that executions hang are no chance. */
  private static final double BEYOND_CHANCE = 3;

  /** The share of the time that slots are held, from which on hanging executions fill them. */
  private static final double MOST_TIME = 0.8;

  /** The share of the slots on either side of which most are free, and most are taken. */
  private static final double MOSTLY_FREE = 0.5;

  @Override
  public Cause cause() {
    return Cause.FUNCTION_TIMEOUT_HOLDS_SLOT;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        FunctionTimeoutHoldsSlot::cutOff,
        Refusals::known,
        FunctionTimeoutHoldsSlot::slotsLeftFree,
        FunctionTimeoutHoldsSlot::ordinaryOnes,
        FunctionTimeoutHoldsSlot::refusedMeanwhile,
        FunctionTimeoutHoldsSlot::heldMostOfTheTime,
        Refusals::error);
  }

  @Override
  public String nothingSeen() {
    return "Nothing that could be read tells of an execution that the timeout cut off.";
  }

  @Override
  public Story story(CaseFile file) {
    @Nullable Duration timeout = file.functionTimeout();
    String until =
        timeout == null
            ? "the function's timeout"
            : "the function's timeout of " + Phrase.of(timeout);
    return new Story(
        "Executions hang until %s cuts them off, and hold their slots all the while: other calls are refused."
            .formatted(until),
        "Executions that hang until %s may hold the slots that other calls want.".formatted(until),
        List.of(
            "Find what hangs: give every call inside the function its own connect and read timeout, so"
                + " that it fails in seconds.",
            "Until then bring the function's timeout down to what its ordinary executions need, with a"
                + " margin: a hang then costs that, and no more."));
  }

  /** Where only hanging executions outlive the client, its collisions are the hangs' doing. */
  @Override
  public Set<Cause> mendedAfter(CaseFile file) {
    return onlyHangsOutliveTheClient(file)
        ? Set.of(Cause.CLIENT_TIMEOUT_SELF_COLLISION, Cause.CLIENT_TIMEOUT_DUPLICATES)
        : Set.of();
  }

  @Override
  public Set<Cause> broughtAbout() {
    return Set.of(Cause.RESERVED_CONCURRENCY_SATURATED, Cause.ACCOUNT_CONCURRENCY_EXHAUSTED);
  }

  private static boolean onlyHangsOutliveTheClient(CaseFile file) {
    @Nullable Duration patience = file.patience();
    return patience == null
        || file.outliving(patience).stream()
            .allMatch(run -> run.status() == Invocation.Status.TIMED_OUT);
  }

  private static List<Invocation> hanging(CaseFile file) {
    return file.invocations().stream()
        .filter(run -> run.status() == Invocation.Status.TIMED_OUT)
        .toList();
  }

  private static Trace cutOff(CaseFile file) {
    Optional<LogEvidence> logs = file.evidence().logs().value();
    List<Invocation> hanging = hanging(file);
    if (hanging.isEmpty()) {
      return logs.filter(LogEvidence::complete).isPresent()
          ? new Trace.Contradicted("The function's timeout cut no execution off.")
          : new Trace.Unknown("The logs: they would show executions that the timeout cut off.");
    }
    Invocation first = hanging.getFirst();
    return Trace.found(
        Weight.SUPPORTING,
        new Reason(
            "The function's timeout cut off %s of %d, this one after %s."
                .formatted(
                    Phrase.count(hanging.size(), "execution"),
                    file.invocations().size(),
                    CaseFile.held(first).map(Phrase::of).orElse("an unknown time")),
            Source.LOGS,
            first.start(),
            first.requestId()));
  }

  private static Trace slotsLeftFree(CaseFile file) {
    int slots = file.limit().orElse(0);
    List<RefusedPeriod> periods = Refusals.periods(file);
    return slots > 0
            && !periods.isEmpty()
            && periods.stream().allMatch(period -> period.leavesFree(slots))
            && Refusals.completeMetrics(file)
        ? new Trace.Contradicted(
            "In no period with refusals were all %s in use.".formatted(Phrase.count(slots, "slot")))
        : Trace.SILENT;
  }

  /** A function whose every execution comes near its timeout doesn't hang: it is slow. */
  private static Trace ordinaryOnes(CaseFile file) {
    List<Duration> ordinary =
        file.invocations().stream()
            .filter(run -> run.status() != Invocation.Status.TIMED_OUT)
            .flatMap(run -> CaseFile.held(run).stream())
            .sorted()
            .toList();
    @Nullable Duration timeout = file.functionTimeout();
    if (ordinary.isEmpty() || timeout == null) {
      return Trace.SILENT;
    }
    Duration median = median(file, ordinary);
    return median.toNanos() > timeout.toNanos() * Hangs.ORDINARY
        ? new Trace.Contradicted(
            "An ordinary execution takes %s of %s: the function is slow, and hardly hangs."
                .formatted(Phrase.of(median), Phrase.of(timeout)))
        : Trace.supporting(
            Source.LOGS, "An ordinary execution takes %s.".formatted(Phrase.of(median)));
  }

  /** Of all that a query counted, where only the longest are known one by one. */
  private static Duration median(CaseFile file, List<Duration> ordinary) {
    return file.evidence()
        .logs()
        .value()
        .filter(_ -> file.onlyTheLongestAreKnown())
        .flatMap(LogEvidence::durations)
        .map(DurationStatistics::p50)
        .orElseGet(() -> ordinary.get(ordinary.size() / 2));
  }

  private static Trace refusedMeanwhile(CaseFile file) {
    List<RefusedPeriod> periods = Refusals.periods(file);
    List<Invocation> hanging = hanging(file);
    if (periods.isEmpty() || hanging.isEmpty()) {
      return Trace.SILENT;
    }
    List<RefusedPeriod> covered =
        periods.stream()
            .filter(period -> hanging.stream().anyMatch(run -> overlaps(run, period)))
            .toList();
    if (covered.isEmpty()) {
      return new Trace.Contradicted(
          "No attempt was refused while an execution hung that the timeout cut off.");
    }
    double share = refused(covered) / refused(periods);
    double ofTime = timeHanging(file) / file.evidence().window().length().toMillis();
    boolean most = share >= MOST && share >= BEYOND_CHANCE * ofTime;
    String fact =
        most
            ? "%s of the refusals came in periods in which such an execution held its slot, which was the case %s of the time."
                .formatted(Phrase.share(share), Phrase.share(ofTime))
            : "Attempts were refused while such an execution held its slot.";
    return Trace.found(
        most ? Weight.TELLING : Weight.FITTING,
        new Reason(fact, Source.METRICS, covered.getFirst().at(), null));
  }

  /**
   * Where several hang at once all day long, refusals come at no special time. It tells then that
   * they, and not the ordinary ones, fill the slots: with the ordinary ones alone most would be
   * free.
   */
  private static Trace heldMostOfTheTime(CaseFile file) {
    int slots = file.limit().orElse(0);
    List<Invocation> known = file.invocations();
    boolean full = Refusals.periods(file).stream().anyMatch(period -> period.fills(slots));
    if (slots == 0 || !full || known.isEmpty() || file.onlyTheLongestAreKnown()) {
      return Trace.SILENT;
    }
    double all = millis(known);
    double hanging = timeHanging(file);
    double span = millisBetween(known);
    boolean most = hanging >= MOST_TIME * all && (all - hanging) / span < slots * MOSTLY_FREE;
    return hanging >= slots * MOSTLY_FREE * span && most
        ? Trace.telling(
            Source.LOGS,
            "Executions that the timeout cut off took %s of the time that slots were held: %.1f of %s on average, and the others %.1f."
                .formatted(
                    Phrase.share(hanging / all),
                    hanging / span,
                    Phrase.count(slots, "slot"),
                    (all - hanging) / span))
        : Trace.SILENT;
  }

  /** From the first known start to the last. */
  private static double millisBetween(List<Invocation> runs) {
    Instant first = runs.stream().map(Invocation::start).min(Instant::compareTo).orElseThrow();
    Instant last = runs.stream().map(Invocation::start).max(Instant::compareTo).orElseThrow();
    return Math.max(1, Duration.between(first, last).toMillis());
  }

  private static double refused(List<RefusedPeriod> periods) {
    return periods.stream().mapToDouble(RefusedPeriod::refused).sum();
  }

  /** In milliseconds. */
  private static double timeHanging(CaseFile file) {
    return millis(hanging(file));
  }

  private static double millis(List<Invocation> runs) {
    return runs.stream()
        .flatMap(run -> CaseFile.held(run).stream())
        .mapToDouble(Duration::toMillis)
        .sum();
  }

  private static boolean overlaps(Invocation run, RefusedPeriod period) {
    Instant end =
        run.end() != null ? run.end() : run.start().plus(CaseFile.held(run).orElse(Duration.ZERO));
    return run.start().isBefore(period.at().plus(period.length())) && end.isAfter(period.at());
  }
}
