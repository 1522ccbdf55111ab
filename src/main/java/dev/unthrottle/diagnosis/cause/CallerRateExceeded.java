package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Set;

/**
 * Predicts Lambda's own word for it in the error or in an answer to the probe, and no trace in the
 * function's metrics: such an attempt never reaches the function.
 */
final class CallerRateExceeded implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.CALLER_RATE_EXCEEDED;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        CallerRateExceeded::probe,
        file -> Refusals.reason(file, Set.of(ThrottleReason.CALLER_RATE), Weight.TELLING),
        CallerRateExceeded::wording,
        RefusedElsewhere::notInTheMetrics);
  }

  @Override
  public String nothingSeen() {
    return "No error and no answer to a probe names the caller's own rate (CallerRateLimitExceeded).";
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(
        "The caller sent Lambda more requests than it takes from one caller; no slot was wanting.",
        "The caller may have sent Lambda more requests than it takes from one caller.",
        List.of(
            "Send fewer requests a second from this account and Region: all of them count together,"
                + " whatever function they are for.",
            "Spread bursts with backoff and jitter, or use the client's adaptive retry mode, which"
                + " slows down by itself.",
            "Call once for many items instead of once for each."));
  }

  private static Trace probe(CaseFile file) {
    return file.probeRefusals()
        .filter(refused -> ThrottleReason.CALLER_RATE.equals(refused.reason()))
        .findFirst()
        .<Trace>map(refused ->
            new Trace.Settled(Certainty.PROVEN, List.of(Outcomes.refusal(refused)), List.of()))
        .orElse(Trace.SILENT);
  }

  /** {@code Rate exceeded} is what other APIs say as well, where the text doesn't tell which. */
  private static Trace wording(CaseFile file) {
    return file.error() != null
            && file.error().symptom() == Symptom.CONTROL_PLANE_RATE
            && file.error().operation() == null
        ? Trace.fitting(
            Source.ERROR, "The error reads as one of a rate, and doesn't say what was called.")
        : Trace.SILENT;
  }
}
