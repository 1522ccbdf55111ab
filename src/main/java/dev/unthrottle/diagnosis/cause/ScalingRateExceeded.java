package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.simulation.ConcurrencyLimit;
import java.util.List;
import java.util.Set;

/**
 * Predicts a steep rise of the executions at once, and refusals in it while slots are free: Lambda
 * adds {@value ConcurrencyLimit#ENVIRONMENTS_PER_TEN_SECONDS} environments to a function within 10
 * s, and no more.
 */
final class ScalingRateExceeded implements Hypothesis {

  private static final int BURST = ConcurrencyLimit.ENVIRONMENTS_PER_TEN_SECONDS;

  @Override
  public Cause cause() {
    return Cause.SCALING_RATE_EXCEEDED;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        ScalingRateExceeded::enoughSlots,
        file -> Refusals.reason(file, Set.of(ThrottleReason.INVOCATION_RATE), Weight.FITTING),
        file -> Refusals.knownUnlessNamed(file, Set.of(ThrottleReason.INVOCATION_RATE)),
        ScalingRateExceeded::steepRise,
        Refusals::notOnlyItsOwn);
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that the function had to grow faster than Lambda lets it.";
  }

  @Override
  public Story story(CaseFile file) {
    String headline =
        "so many calls came at once that the function would have had to grow by more than %,d environments within 10 s."
            .formatted(BURST);
    return new Story(
        "S" + headline.substring(1),
        "It may be that " + headline,
        List.of(
            "Let the load rise more slowly, or let a queue take the peak.",
            "Keep environments ready before it comes: provisioned concurrency, with a schedule if the"
                + " peak has one.",
            "Repeat refused calls in your own code, with backoff and jitter: ten seconds later there"
                + " is room for as many again."));
  }

  private static Trace enoughSlots(CaseFile file) {
    if (file.limit().isEmpty()) {
      return new Trace.Unknown(
          "The concurrency limit (lambda:GetFunctionConcurrency): only more than %,d slots can be wanted too fast."
              .formatted(BURST));
    }
    int slots = file.limit().get();
    return slots <= BURST
        ? new Trace.Contradicted(
            "The function can have %s at once: it never grows by more than the %,d environments of 10 s."
                .formatted(Phrase.count(slots, "slot"), BURST))
        : Trace.SILENT;
  }

  private static Trace steepRise(CaseFile file) {
    List<RefusedPeriod> periods =
        Refusals.periods(file).stream().filter(period -> period.peak().isPresent()).toList();
    if (periods.isEmpty() || file.limit().isEmpty()) {
      return Trace.SILENT;
    }
    int slots = file.limit().get();
    List<RefusedPeriod> steep =
        periods.stream()
            .filter(period -> Refusals.leavesFree(file, period, slots) && period.rise() >= BURST)
            .toList();
    if (steep.isEmpty()) {
      return Refusals.completeMetrics(file)
          ? new Trace.Contradicted(
              "In no period with refusals did the executions at once rise by %,d while slots stayed free."
                  .formatted(BURST))
          : Trace.SILENT;
    }
    RefusedPeriod first = steep.getFirst();
    return Trace.found(
        Weight.TELLING,
        new Reason(
            "The executions at once rose by %,.0f to %,.0f of %,d slots within a period of %s, and %s refused in it."
                .formatted(
                    first.rise(),
                    first.peak().orElseThrow(),
                    slots,
                    Phrase.of(first.length()),
                    Phrase.count((long) first.refused(), "attempt")),
            Source.METRICS,
            first.at(),
            null));
  }
}
