package dev.unthrottle.report;

import dev.unthrottle.diagnosis.CallerKind;
import dev.unthrottle.diagnosis.CallerTimeout;
import dev.unthrottle.diagnosis.Chain;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.Recommendation;
import dev.unthrottle.diagnosis.Sizing;
import java.time.Duration;
import java.util.ArrayList;
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
        "Whoever calls must be able to wait %s at worst: %s."
            .formatted(Wording.orForEver(then.worstCase()), then.worstCaseInNumbers()),
        "With the settings as they are it is %s: %s."
            .formatted(Wording.orForEver(now.worstCase()), now.worstCaseInNumbers()),
        "The usual estimate, %s, says %s for them: %s. It leaves out %s; the worst case, %s, leaves out %s."
            .formatted(
                CallerTimeout.FORMULA,
                Wording.orForEver(now.estimate()),
                now.estimateInNumbers(),
                CallerTimeout.ESTIMATE_LEAVES_OUT,
                CallerTimeout.WORST_CASE_FORMULA,
                CallerTimeout.WORST_CASE_LEAVES_OUT));
  }

  /** Who repeats what, and how often the function may run for one event; empty if unknown. */
  static List<String> chain(@Nullable Chain chain) {
    if (chain == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "One event runs the function %s: %s (%s)."
            .formatted(
                atMost(chain.executions()), chain.inNumbers(), chain.caller().attemptsBecause()));
    if (chain.executionsNow() != null && !chain.executionsNow().equals(chain.executions())) {
      sentences.add(
          "With the settings as they are it is %s.".formatted(atMost(chain.executionsNow())));
    }
    @Nullable Duration needs = chain.needs();
    if (needs != null) {
      sentences.add(limit(chain, needs));
    }
    return sentences;
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
            ? "no limit of its own is known"
            : "has %s (%s)".formatted(Figures.duration(limit), chain.caller().limitSource());
    String what =
        chain.caller().kind() == CallerKind.SQS
            ? "a visibility timeout of six times what its consumer may take, "
            : "";
    return "The caller (%s) needs %s%s; %s."
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
            : " The account then has %s unreserved, of which Lambda keeps %s."
                .formatted(
                    Figures.count(sizing.unreservedLeft(), "slot"), sizing.unreservedFloor());
    return List.of(
        "%s calls a second of %s offer %s Erlang: %s refuse %s of independent calls (the target is %s), and %s for the rate alone.%s"
            .formatted(
                Figures.significant(sizing.arrivalsPerSecond()).toPlainString(),
                Figures.duration(sizing.meanDuration()),
                Figures.significant(sizing.offeredLoad()).toPlainString(),
                Figures.count(sizing.slots(), "slot"),
                Figures.percent(sizing.refusalProbability()),
                Figures.percent(sizing.refusalTarget()),
                Figures.count(sizing.slotsForRate(), "slot"),
                pool));
  }
}
