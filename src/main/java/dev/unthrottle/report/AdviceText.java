package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.cause.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a recommendation rests on, in sentences that text and HTML share. */
final class AdviceText {

  private static final String FOR_EVER = "for ever, because nothing ends an attempt";

  private AdviceText() {}

  /** How long the caller must be able to wait, with the formula's numbers, now and then. */
  static List<String> waiting(Client client, Recommendation recommendation) {
    CallerTimeout now = CallerTimeout.of(client);
    CallerTimeout then = recommendation.callerTimeout();
    return List.of(
        "At worst whoever calls must be able to wait %s; now %s. That leaves out %s."
            .formatted(worstCase(then), worstCase(now), CallerTimeout.WORST_CASE_LEAVES_OUT),
        "The usual estimate, %s: now %s; then %s. That leaves out %s."
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
    return timeout.base() == null
        ? "none, because nothing ends an attempt"
        : timeout.estimateInNumbers();
  }

  /** Why it is this; what a way out tells beside itself is left to it. */
  static List<String> reasons(Recommendation recommendation) {
    WayOut wayOut = recommendation.wayOut();
    return recommendation.why().stream()
        .filter(reason -> wayOut == null || !reason.equals(wayOut.because()))
        .toList();
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

  /** All of that, of the slots and of who repeats what. */
  static List<String> figures(Client client, Recommendation recommendation) {
    return Stream.of(
            List.of(retries(recommendation)),
            waiting(client, recommendation),
            SizingText.of(recommendation.sizing()),
            ChainText.of(recommendation.chain()))
        .flatMap(List::stream)
        .toList();
  }

  /** What the settings have to do with the cause, where they don't end it. */
  static Optional<String> apart(Cause cause, Recommendation recommendation) {
    return switch (recommendation.purpose()) {
      case REMEDY -> Optional.empty();
      case PRECAUTION ->
          Optional.of(
              (cause == Cause.NONE_FOUND
                      ? "No cause was found that these settings would end. But"
                      : "These settings have no part in it. Apart from it,")
                  + " they keep calls from being refused, being given up, or running twice.");
    };
  }

  /** That the settings do no harm, where that is why no others are advised. */
  static Optional<String> nothingToChange(Diagnosis diagnosis) {
    boolean harmless = diagnosis.current() != null && diagnosis.current().clean();
    return diagnosis.recommendation() == null && harmless
        ? Optional.of(
            "Nothing in the settings: with them, calls neither collide with themselves nor run twice.")
        : Optional.empty();
  }

  /** What a snippet of the client's settings is beside a way out. */
  static String pasted(Recommendation recommendation, String client) {
    if (recommendation.wayOut() == null) {
      return "For " + client;
    }
    return recommendation.asynchronous()
        ? "Or at least an asynchronous call, for " + client
        : "Until then, for " + client;
  }
}
