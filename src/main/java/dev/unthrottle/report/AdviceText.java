package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import java.util.List;

/** What a recommendation rests on, in sentences that text and HTML share. */
final class AdviceText {

  private static final String FOR_EVER = "for ever, because nothing ends an attempt";

  private AdviceText() {}

  /** How long the caller must be able to wait, with the formula's numbers, now and then. */
  static List<String> waiting(Diagnosis diagnosis, Recommendation recommendation) {
    CallerTimeout now = CallerTimeout.of(diagnosis.client().client());
    CallerTimeout then = recommendation.callerTimeout();
    return List.of(
        "At worst whoever calls must be able to wait %s; now %s. That leaves out %s."
            .formatted(worstCase(then), worstCase(now), CallerTimeout.WORST_CASE_LEAVES_OUT),
        "The usual estimate, %s, is %s now, and %s then. That leaves out %s."
            .formatted(
                CallerTimeout.FORMULA,
                estimate(now),
                estimate(then),
                CallerTimeout.ESTIMATE_LEAVES_OUT));
  }

  private static String worstCase(CallerTimeout timeout) {
    return timeout.worstCase() == null ? FOR_EVER : timeout.worstCaseInNumbers();
  }

  private static String estimate(CallerTimeout timeout) {
    return timeout.base() == null ? FOR_EVER : timeout.estimateInNumbers();
  }

  /** Where retries belong, and why. */
  static String retries(Recommendation recommendation) {
    String where =
        switch (recommendation.retriesBy()) {
          case CODE -> "the caller's code";
          case SDK -> "the SDK";
        };
    return "Retries belong in %s. %s".formatted(where, recommendation.retriesByWhy());
  }
}
