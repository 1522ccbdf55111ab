package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Hangs;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.ConcurrencyProfile;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Predicts executions that the function's timeout cut off, much longer than the others, and
 * refusals while they held their slots.
 */
final class FunctionTimeoutHoldsSlot implements Hypothesis {

  /** From this share of the time that slots are held, executions that hang are the reason. */
  private static final double MOST = 0.5;

  /** Up to this share of it, others are. */
  private static final double WORTH_NAMING = 0.2;

  @Override
  public Cause cause() {
    return Cause.FUNCTION_TIMEOUT_HOLDS_SLOT;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        FunctionTimeoutHoldsSlot::slotsToHold,
        FunctionTimeoutHoldsSlot::cutOff,
        Refusals::known,
        FunctionTimeoutHoldsSlot::slotsLeftFree,
        FunctionTimeoutHoldsSlot::ordinaryOnes,
        FunctionTimeoutHoldsSlot::refusedMeanwhile,
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

  private static Trace slotsToHold(CaseFile file) {
    return file.limit().filter(slots -> slots == 0).isPresent()
        ? new Trace.Contradicted("There is no slot that an execution could keep a call from.")
        : Trace.SILENT;
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

  /**
   * Who held the slots in the periods with refusals: a refusal is as likely to meet a hanging
   * execution as these take of the time that slots are held.
   */
  private static Trace refusedMeanwhile(CaseFile file) {
    List<RefusedPeriod> periods = Refusals.periods(file);
    List<Invocation> hanging = hanging(file);
    if (periods.isEmpty() || hanging.isEmpty()) {
      return Trace.SILENT;
    }
    Optional<RefusedPeriod> first =
        periods.stream().filter(period -> heldMillis(hanging, period) > 0).findFirst();
    if (first.isEmpty()) {
      return new Trace.Contradicted(
          "No attempt was refused while an execution hung that the timeout cut off.");
    }
    double share = Math.min(shareOfSlots(file, hanging), shareOfHeldTime(file, periods, hanging));
    if (share < WORTH_NAMING && Refusals.completeMetrics(file)) {
      return new Trace.Contradicted(
          "Executions that the timeout cut off took only %s of the slots, or of the time that these were held in the periods with refusals."
              .formatted(Phrase.share(share)));
    }
    return Trace.found(
        share >= MOST ? Weight.TELLING : Weight.FITTING,
        new Reason(
            "In the periods with refusals, such executions took %s of the slots, and of the time that these were held."
                .formatted(Phrase.share(share)),
            Source.METRICS,
            first.get().at(),
            null));
  }

  /** How many hung at once, at most, of all the slots that there are. */
  private static double shareOfSlots(CaseFile file, List<Invocation> hanging) {
    Duration timeout = Objects.requireNonNullElse(file.functionTimeout(), Duration.ZERO);
    int most = ConcurrencyProfile.of(hanging, timeout, file.evidence().at()).peak();
    return file.limit().map(slots -> Math.min(1, most / (double) slots)).orElse(1.0);
  }

  private static double shareOfHeldTime(
      CaseFile file, List<RefusedPeriod> periods, List<Invocation> hanging) {
    double byHanging = periods.stream().mapToDouble(period -> heldMillis(hanging, period)).sum();
    return byHanging / (byHanging + byOthers(file, periods));
  }

  /** Where only the longest executions are known one by one, the metrics tell of the others. */
  private static double byOthers(CaseFile file, List<RefusedPeriod> periods) {
    if (file.onlyTheLongestAreKnown()) {
      return periods.stream().mapToDouble(period -> period.heldSeconds() * 1000).sum();
    }
    List<Invocation> others =
        file.invocations().stream()
            .filter(run -> run.status() != Invocation.Status.TIMED_OUT)
            .toList();
    return periods.stream().mapToDouble(period -> heldMillis(others, period)).sum();
  }

  /** How long executions held their slots within a period, in milliseconds. */
  private static double heldMillis(List<Invocation> runs, RefusedPeriod period) {
    Instant end = period.at().plus(period.length());
    return runs.stream()
        .mapToLong(
            run -> Math.max(0, millis(later(run.start(), period.at()), earlier(end(run), end))))
        .sum();
  }

  private static Instant end(Invocation run) {
    return run.end() != null
        ? run.end()
        : run.start().plus(CaseFile.held(run).orElse(Duration.ZERO));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
