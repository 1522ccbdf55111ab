package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predicts runs that outlive the client's patience, retries that meet the slots that those runs
 * still hold, and refusals in the metrics that no log line answers to.
 */
final class SelfCollision implements Hypothesis {

  private static final Reason TOLD =
      Reason.of(
          Source.ERROR,
          "The error tells of an attempt that the client hung up on, before the one that was"
              + " refused.");

  @Override
  public Cause cause() {
    return Cause.CLIENT_TIMEOUT_SELF_COLLISION;
  }

  @Override
  public Assessment assess(CaseFile file) {
    Optional<StepRecord> reproduction = file.reproduction();
    if (reproduction.isPresent()) {
      return assess(reproduction.get(), file);
    }
    Assessment bySettings =
        Overlap.impossible(file)
            .<Assessment>map(Assessment.RuledOut::new)
            .orElseGet(() -> assessWithoutProbe(file));
    return bySettings instanceof Assessment.RuledOut(String because) && file.errorTellsACollision()
        ? toldByTheError(because)
        : bySettings;
  }

  /**
   * The error that somebody saw outweighs settings that somebody gave or that were assumed: where
   * it tells of an attempt that went unheard, the client that printed it is less patient.
   */
  private static Assessment toldByTheError(String because) {
    return new Assessment.Fits(
        Certainty.LIKELY,
        "The error tells that the client hung up on an attempt and that a later one was refused,"
            + " most likely by the slot that the first still held.",
        List.of(TOLD),
        List.of(
            "The client's own settings: with those taken here this can't happen. %s Give its version and its timeouts as they are."
                .formatted(because)));
  }

  private static Assessment assess(StepRecord reproduction, CaseFile file) {
    Timeline timeline = reproduction.timeline();
    Optional<Attempt> hungUp =
        timeline.attempts().stream().filter(attempt -> attempt.outcome().hungUp()).findFirst();
    Optional<Attempt> collided =
        hungUp.flatMap(first ->
            timeline.refusals().stream()
                .filter(refused -> refused.number() > first.number())
                .findFirst());
    if (collided.isEmpty()) {
      return new Assessment.RuledOut(
          "The probe made the same call with the same settings, and no retry of it was refused (%s)."
              .formatted(Outcomes.of(timeline)));
    }
    List<Execution> holders = timeline.holdersAt(collided.get().start());
    boolean alone = holders.size() >= file.limit().orElse(1);
    return new Assessment.Fits(
        alone ? Certainty.PROVEN : Certainty.LIKELY,
        headline(file, holders.isEmpty() ? null : holders.getFirst().length(), true)
            + timesRun(timeline),
        Outcomes.reasons(reproduction),
        alone ? List.of() : List.of(notAlone(holders)));
  }

  private static String notAlone(List<Execution> holders) {
    return holders.isEmpty()
        ? "The log lines of the probe's execution: they would show that it held the slot while the retries were refused."
        : "Who held the other slots: the probe's own executions held %d of them when its retry was refused."
            .formatted(holders.size());
  }

  private static String timesRun(Timeline timeline) {
    int runs = timeline.executions().size();
    return runs > 1 ? " That one call ran the function %d times.".formatted(runs) : "";
  }

  private static Assessment assessWithoutProbe(CaseFile file) {
    @Nullable Forecast forecast = file.forecast();
    if (forecast == null) {
      return new Assessment.RuledOut(file.whyNoForecast());
    }
    if (forecast.outlook().throttleProbability() == 0) {
      return new Assessment.RuledOut(
          "Simulated with %s, no retry of a call meets a full house."
              .formatted(Phrase.count(file.limit().orElse(0), "slot")));
    }
    boolean observed = file.sawThrottles() || file.errorIsConcurrencyThrottle();
    return new Assessment.Fits(
        observed ? Certainty.LIKELY : Certainty.POSSIBLE,
        headline(file, file.longestRun().orElse(null), observed),
        traces(file, forecast),
        missing(observed));
  }

  private static List<String> missing(boolean observed) {
    String reproduction =
        "A reproduction: one call with the client's own settings would show the chain (probe plan"
            + " \"reproduce\").";
    return observed
        ? List.of(reproduction)
        : List.of(
            reproduction,
            "A refusal: none is known. Look at a window in which the error occurred.");
  }

  private static List<Reason> traces(CaseFile file, Forecast forecast) {
    List<Reason> because = new ArrayList<>();
    @Nullable Duration patience = file.patience();
    if (patience != null) {
      List<Invocation> outliving = file.outliving(patience);
      outliving.stream()
          .findFirst()
          .ifPresent(run ->
              because.add(
                  new Reason(
                      "%s of %s ran longer than the %s that the client waits, this one %s."
                          .formatted(
                              Phrase.count(outliving.size(), "execution"),
                              file.invocations().size(),
                              Phrase.of(patience),
                              Phrase.of(CaseFile.held(run).orElseThrow())),
                      Source.LOGS,
                      run.start(),
                      run.requestId())));
    }
    if (file.evidence().logs().value().isEmpty()) {
      file.longestRun().ifPresent(longest -> because.add(longestOf(longest)));
    }
    if (file.sawThrottles()) {
      because.add(refused(file));
    }
    if (file.errorIsConcurrencyThrottle()) {
      because.add(
          Reason.of(
              Source.ERROR, "The error is a concurrency throttle of Invoke" + attempts(file)));
    }
    if (file.errorTellsACollision()) {
      because.add(TOLD);
    }
    because.add(
        Reason.of(
            Source.SIMULATION,
            "Simulated alone, %s of this client's calls are refused by the slot that their own first"
                    .formatted(Phrase.share(forecast.outlook().throttleProbability()))
                + " attempt still holds."));
    return because;
  }

  private static Reason longestOf(Duration longest) {
    return Reason.of(
        Source.METRICS, "The longest run of the window took %s.".formatted(Phrase.of(longest)));
  }

  private static Reason refused(CaseFile file) {
    return Reason.of(
        Source.METRICS,
        "%s refused in the window, where %s began."
            .formatted(
                Phrase.count(file.throttles().orElse(0L), "attempt"),
                Phrase.count(file.executions(), "execution")));
  }

  private static String attempts(CaseFile file) {
    return file.error() == null || file.error().attempts() == null
        ? "."
        : ", after %d attempts: the client's setting is %d."
            .formatted(file.error().attempts(), file.client().retries().maxAttempts());
  }

  private static String headline(CaseFile file, @Nullable Duration run, boolean happened) {
    @Nullable Duration patience = file.patience();
    String waits = patience == null ? "" : " after " + Phrase.of(patience);
    String slots =
        file.limit()
            .map(all -> all == 1 ? "the only slot" : "one of " + all + " slots")
            .orElse("its slot");
    if (!happened) {
      return "The client would hang up%s while the function runs%s, and its retries would be refused because"
              .formatted(waits, run == null ? "" : " " + Phrase.of(run))
          + " that run still holds "
          + slots
          + ".";
    }
    return "The client hung up%s while the function %s, and its retries were refused because that"
            .formatted(waits, run == null ? "still ran" : "ran " + Phrase.of(run))
        + " run still held "
        + slots
        + ".";
  }
}
