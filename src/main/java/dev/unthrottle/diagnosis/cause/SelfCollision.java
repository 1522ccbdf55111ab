package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.OwnRefusals;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predicts runs that outlive the client's patience, retries that meet the slots that those runs
 * still hold, and refusals in the metrics that no log line answers to.
 */
final class SelfCollision implements Hypothesis {

  /** From this share of the calls on it is to be expected of each. */
  private static final double MOST_CALLS = 0.5;

  @Override
  public Cause cause() {
    return Cause.CLIENT_TIMEOUT_SELF_COLLISION;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        SelfCollision::reproduction,
        SelfCollision::settings,
        SelfCollision::whatASimulationNeeds,
        SelfCollision::fullHouse,
        SelfCollision::outliving,
        SelfCollision::longestRun,
        SelfCollision::refusals,
        SelfCollision::error,
        SelfCollision::toldByTheError,
        SelfCollision::hungUp,
        SelfCollision::simulated,
        SelfCollision::whenRetriesWereDue,
        _ ->
            new Trace.Unknown(
                "A reproduction: one call with the client's own settings would show the chain (probe"
                    + " plan \"reproduce\")."),
        SelfCollision::refusalInAnotherWindow);
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that a call of this client collides with itself.";
  }

  @Override
  public Story story(CaseFile file) {
    return CollisionStory.of(file);
  }

  @Override
  public boolean explainsMost(CaseFile file) {
    return OwnRun.excluded(file).isPresent() || mostAreItsOwn(file);
  }

  private static boolean mostAreItsOwn(CaseFile file) {
    return file.ownRefusals().filter(own -> !own.areMost()).isEmpty();
  }

  @Override
  public boolean isThereBesides(CaseFile file) {
    boolean foreseen =
        file.forecast() != null && file.forecast().outlook().throttleProbability() >= MOST_CALLS;
    return file.clientNamed()
        && (foreseen || file.ownRefusals().filter(OwnRefusals::areWorthNaming).isPresent());
  }

  private static Trace reproduction(CaseFile file) {
    return file.reproduction().map(record -> assess(record, file)).orElse(Trace.SILENT);
  }

  private static Trace assess(StepRecord reproduction, CaseFile file) {
    Timeline timeline = reproduction.timeline();
    Optional<Attempt> collided = OwnRun.metIn(timeline);
    if (collided.isEmpty()) {
      return new Trace.Contradicted(
          "The probe made the same call with the same settings, and no retry of it was refused (%s)."
              .formatted(Outcomes.of(timeline)));
    }
    List<Execution> holders = timeline.holdersAt(collided.get().start());
    boolean alone = holders.size() >= file.limit().orElse(1);
    return new Trace.Settled(
        alone ? Certainty.PROVEN : Certainty.LIKELY,
        Outcomes.reasons(reproduction),
        alone ? List.of() : List.of(notAlone(holders)));
  }

  private static String notAlone(List<Execution> holders) {
    return holders.isEmpty()
        ? "The log lines of the probe's execution: they would show that it held the slot while the retries were refused."
        : "Who held the other slots: the probe's own executions held %d of them when its retry was refused."
            .formatted(holders.size());
  }

  /**
   * How much refusals tell: little, where nobody knows that a run outlives the client, or which
   * client it is; where most of them came when none of its retries was due, or far fewer than its
   * calls would meet; or where so many call that all are refused alike.
   */
  private static Weight weight(CaseFile file) {
    return isPossible(file)
            && !file.isCrowded()
            && mostAreItsOwn(file)
            && file.ownRefusals().filter(OwnRefusals::areFewerThanExpected).isEmpty()
        ? Weight.TELLING
        : Weight.FITTING;
  }

  /** Whether the client's known settings let its calls collide with themselves. */
  private static boolean isPossible(CaseFile file) {
    boolean inDoubt = OwnRun.excluded(file).isPresent() && !file.errorTellsACollision();
    return file.forecast() != null && file.clientNamed() && !inDoubt;
  }

  private static Trace whatASimulationNeeds(CaseFile file) {
    if (file.limit().isEmpty()) {
      return new Trace.Unknown(
          "The reserved concurrency (lambda:GetFunctionConcurrency): it would tell how many slots a retry finds.");
    }
    return file.forecast() == null
        ? new Trace.Unknown(
            "How long the function runs: the log lines or the metric Duration would show whether it outlives the client.")
        : Trace.SILENT;
  }

  /**
   * The error that somebody saw outweighs settings that somebody gave or that were assumed: where
   * it tells of an attempt that went unheard, the client that printed it is less patient.
   */
  private static Trace settings(CaseFile file) {
    if (file.errorTellsACollision()) {
      return OwnRun.excluded(file).map(SelfCollision::otherSettings).orElse(Trace.SILENT);
    }
    Optional<Trace> impossible =
        Overlap.impossible(file)
            .map(because ->
                file.settingsInDoubt() ? otherSettings(because) : new Trace.Contradicted(because));
    return impossible
        .or(() -> OwnRun.nothingToMeet(file).map(Trace.Contradicted::new))
        .orElse(Trace.SILENT);
  }

  private static Trace otherSettings(String because) {
    return new Trace.Unknown(
        "The client's own settings: with those taken here this can't happen. %s Give its version and its timeouts as they are."
            .formatted(because));
  }

  private static Trace fullHouse(CaseFile file) {
    boolean never = file.forecast() != null && file.forecast().outlook().throttleProbability() == 0;
    if (!never || file.errorTellsACollision()) {
      return Trace.SILENT;
    }
    if (file.settingsInDoubt()) {
      return OwnRun.moreSlotsThanAttempts(file)
          .<Trace>map(Trace.Contradicted::new)
          .orElse(Trace.SILENT);
    }
    return new Trace.Contradicted(
        "Simulated with %s, no retry of a call meets a full house."
            .formatted(Phrase.count(file.limit().orElse(0), "slot")));
  }

  private static Trace outliving(CaseFile file) {
    @Nullable Duration patience = file.patience();
    List<Invocation> outliving = patience == null ? List.of() : file.outliving(patience);
    if (patience == null || outliving.isEmpty()) {
      return Trace.SILENT;
    }
    Invocation run = outliving.getFirst();
    return Trace.found(
        Weight.SUPPORTING,
        new Reason(
            "%s of %s ran longer than the %s that the client waits, this one %s."
                .formatted(
                    Phrase.count(outliving.size(), "execution"),
                    file.invocations().size(),
                    Phrase.of(patience),
                    Phrase.of(CaseFile.held(run).orElseThrow())),
            Source.LOGS,
            run.start(),
            run.requestId()));
  }

  private static Trace longestRun(CaseFile file) {
    return file.evidence().logs().value().isPresent()
        ? Trace.SILENT
        : file.longestRun()
            .map(longest ->
                Trace.supporting(
                    Source.METRICS,
                    "The longest run of the window took %s.".formatted(Phrase.of(longest))))
            .orElse(Trace.SILENT);
  }

  private static Trace refusals(CaseFile file) {
    return file.sawThrottles()
        ? found(
            file,
            Source.METRICS,
            "%s refused in the window, where %s began%s."
                .formatted(
                    Phrase.count(file.throttles().orElse(0L), "attempt"),
                    Phrase.count(file.executions(), "execution"),
                    ofItsOwn(file)))
        : Trace.SILENT;
  }

  private static String ofItsOwn(CaseFile file) {
    return file.ownRefusals()
        .map(own ->
            "; the client's own retries explain %s of the refusals"
                .formatted(own.share() == 1 ? "all" : "at most " + Phrase.share(own.share())))
        .orElse("");
  }

  private static Trace error(CaseFile file) {
    return file.errorIsConcurrencyThrottle()
        ? found(
            file, Source.ERROR, "The error is a concurrency throttle of Invoke" + attempts(file))
        : Trace.SILENT;
  }

  private static Trace found(CaseFile file, Source source, String fact) {
    return Trace.found(weight(file), Reason.of(source, fact));
  }

  private static String attempts(CaseFile file) {
    return file.error() == null || file.error().attempts() == null
        ? "."
        : ", after %d attempts: the client's setting is %d."
            .formatted(file.error().attempts(), file.client().retries().maxAttempts());
  }

  private static Trace toldByTheError(CaseFile file) {
    return file.errorTellsACollision()
        ? Trace.telling(
            Source.ERROR,
            "The error tells of an attempt that the client hung up on, before the one that was"
                + " refused.")
        : Trace.SILENT;
  }

  private static Trace hungUp(CaseFile file) {
    return file.errorTellsAHangUp() && !file.errorTellsACollision()
        ? Trace.supporting(Source.ERROR, "The error tells that the client hung up on an attempt.")
        : Trace.SILENT;
  }

  private static Trace simulated(CaseFile file) {
    double share = file.forecast() == null ? 0 : file.forecast().outlook().throttleProbability();
    return share == 0
        ? Trace.SILENT
        : Trace.fitting(
            Source.SIMULATION,
            "Simulated alone, %s of this client's calls are refused by the slot that their own first"
                    .formatted(Phrase.share(share))
                + " attempt still holds.");
  }

  /**
   * Refusals that come when the client's retries are due, and as many, are those retries; those
   * that all came when none was due are not.
   */
  private static Trace whenRetriesWereDue(CaseFile file) {
    Optional<RetryTimetable> timetable =
        file.sawThrottles() ? RetryTimetable.of(file) : Optional.empty();
    if (timetable.filter(RetryTimetable::accountsForTheRefusals).isPresent()) {
      return asManyAsWereDue(file, timetable.get());
    }
    return timetable
        .filter(it -> it.isNotKept() && !file.settingsInDoubt())
        .<Trace>map(it ->
            new Trace.Contradicted(
                "%s outlived the client, and no attempt was refused in the minutes in which its retries would have been due."
                    .formatted(Phrase.count(it.executions(), "execution"))))
        .orElse(Trace.SILENT);
  }

  private static Trace asManyAsWereDue(CaseFile file, RetryTimetable timetable) {
    List<RetryTimetable.Stretch> fitting = timetable.asExpected();
    RetryTimetable.Stretch first = fitting.getFirst();
    int runs = fitting.stream().mapToInt(RetryTimetable.Stretch::executions).sum();
    return Trace.found(
        file.clientNamed() ? Weight.PROVING : Weight.TELLING,
        new Reason(
            "When %s outlived the client, as many attempts were refused as retries of it were due then: %,.0f of the %,.0f refusals, %,.0f of them here."
                .formatted(
                    Phrase.count(runs, "execution"),
                    fitting.stream().mapToDouble(RetryTimetable.Stretch::refused).sum(),
                    timetable.refused(),
                    first.refused()),
            Source.METRICS,
            first.from(),
            null));
  }

  private static Trace refusalInAnotherWindow(CaseFile file) {
    return file.sawThrottles() || file.errorIsConcurrencyThrottle()
        ? Trace.SILENT
        : new Trace.Unknown(
            "A refusal: none is known. Look at a window in which the error occurred.");
  }
}
