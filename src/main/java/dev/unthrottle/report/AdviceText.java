package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.Chain;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.Sizing;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a recommendation rests on, in sentences that text and HTML share. */
final class AdviceText {

  private AdviceText() {}

  /** How long the caller must be able to wait, with the formula's numbers, now and then. */
  static List<String> waiting(Diagnosis diagnosis, Recommendation recommendation) {
    CallerTimeout now = CallerTimeout.of(diagnosis.client().client());
    CallerTimeout then = recommendation.callerTimeout();
    return List.of(
        "At worst whoever calls must be able to wait %s; now it is %s. That leaves out %s."
            .formatted(
                then.worstCaseInNumbers(),
                now.worstCaseInNumbers(),
                CallerTimeout.WORST_CASE_LEAVES_OUT),
        "The usual estimate, %s, is now %s. That leaves out %s."
            .formatted(
                CallerTimeout.FORMULA, now.estimateInNumbers(), CallerTimeout.ESTIMATE_LEAVES_OUT));
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

  /** Who repeats what, and how often the function may run for one event; empty if unknown. */
  static List<String> chain(@Nullable Chain chain) {
    if (chain == null) {
      return List.of();
    }
    @Nullable Duration needs = chain.needs();
    String runs =
        "One event runs the function %s, now %s: %s (%s)."
            .formatted(
                atMost(chain.executions()),
                atMost(chain.executionsNow()),
                chain.inNumbers(),
                chain.caller().attemptsBecause());
    return needs == null ? List.of(runs) : List.of(runs, limit(chain, needs));
  }

  private static String atMost(@Nullable Long executions) {
    return executions == null
        ? "any number of times"
        : executions == 1 ? "once at most" : "%,d times at most".formatted(executions);
  }

  private static String limit(Chain chain, Duration needs) {
    @Nullable Duration limit = chain.caller().limit();
    String has =
        limit == null
            ? "it has no limit that is known"
            : "it has %s %s"
                .formatted(
                    Figures.duration(limit),
                    chain.caller().timeout() == null ? "by default" : "as given");
    String what =
        chain.caller().kind() == CallerKind.SQS
            ? "six times what its consumer may take as its visibility timeout, "
            : "";
    return "The caller, %s, needs %s%s; %s."
        .formatted(chain.caller().kind().id(), what, Figures.duration(needs), has);
  }

  /** How many slots the load needs; empty if the load isn't known. */
  static List<String> sizing(@Nullable Sizing sizing) {
    if (sizing == null) {
      return List.of();
    }
    String pool =
        sizing.unreservedLeft() == null
            ? ""
            : " %s stay unreserved, and Lambda keeps %s so."
                .formatted(
                    Figures.count(sizing.unreservedLeft(), "slot"), sizing.unreservedFloor());
    return List.of(
        "%s calls a second × %s = %s Erlang: with %s, %s of independent calls are refused; %s needs %d.%s"
            .formatted(
                Figures.significant(sizing.arrivalsPerSecond()).toPlainString(),
                Figures.duration(sizing.meanDuration()),
                Figures.significant(sizing.offeredLoad()).toPlainString(),
                Figures.count(sizing.slots(), "slot"),
                Figures.percent(sizing.refusalProbability()),
                Figures.percent(sizing.refusalTarget()),
                Math.max(sizing.slotsForLoad(), sizing.slotsForRate()),
                pool));
  }
}
