package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predicts runs that outlive the client's patience, and for each another that begins one backoff
 * after the client hung up, while the first still runs. Nothing is refused.
 */
final class Duplicates implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.CLIENT_TIMEOUT_DUPLICATES;
  }

  @Override
  public Assessment assess(CaseFile file) {
    Optional<StepRecord> reproduction = file.reproduction().filter(StepRecord::executionsKnown);
    if (reproduction.isPresent()) {
      return assess(reproduction.get(), file);
    }
    return Overlap.impossible(file)
        .<Assessment>map(Assessment.RuledOut::new)
        .orElseGet(() -> assessWithoutProbe(file));
  }

  private static Assessment assess(StepRecord reproduction, CaseFile file) {
    List<Execution> executions = reproduction.timeline().executions();
    if (executions.size() < 2) {
      return new Assessment.RuledOut(
          "The probe made the same call with the same settings, and the function ran %s."
              .formatted(executions.size() == 1 ? "once" : "not at all"));
    }
    return new Assessment.Fits(
        Certainty.PROVEN,
        headline(file, executions.size()),
        Outcomes.reasons(reproduction),
        List.of());
  }

  private static Assessment assessWithoutProbe(CaseFile file) {
    @Nullable Forecast forecast = file.forecast();
    @Nullable Duration patience = file.patience();
    if (forecast == null || patience == null) {
      return new Assessment.RuledOut(file.whyNoForecast());
    }
    Outlook outlook = forecast.outlook();
    if (outlook.duplicateProbability() == 0) {
      return new Assessment.RuledOut(
          "Simulated with %s, no call runs more than once."
              .formatted(Phrase.count(file.limit().orElse(0), "slot")));
    }
    if (outlook.throttleProbability() > 0 && file.sawThrottles()) {
      return new Assessment.RuledOut(
          "Attempts were refused, which duplicates alone don't explain.");
    }
    Followers followers = Followers.in(file, patience);
    if (!followers.moreThanChance() && logsAreComplete(file) && followers.outliving() > 0) {
      return new Assessment.RuledOut(notFollowed(followers));
    }
    return new Assessment.Fits(
        certainty(followers),
        headline(file, outlook.mostExecutionsPerCall()),
        traces(followers, outlook),
        List.of(
            "A reproduction: one call with the client's own settings would show every run"
                + " (probe plan \"reproduce\")."));
  }

  private static String notFollowed(Followers followers) {
    String outlived =
        Phrase.count(followers.outliving(), "execution") + " outlived the client, and ";
    return followers.pairs().isEmpty()
        ? outlived + "none was followed by another when its retry would have begun."
        : outlived
            + "%d were followed by another when its retry would have begun: no more than strangers explain (%s)."
                .formatted(followers.pairs().size(), Phrase.share(followers.chanceShare()));
  }

  private static Certainty certainty(Followers followers) {
    if (followers.beyondChance()) {
      return Certainty.PROVEN;
    }
    return followers.moreThanChance() ? Certainty.LIKELY : Certainty.POSSIBLE;
  }

  private static boolean logsAreComplete(CaseFile file) {
    return file.evidence().logs().value().filter(LogEvidence::complete).isPresent();
  }

  private static List<Reason> traces(Followers followers, Outlook outlook) {
    List<Reason> because = new ArrayList<>();
    if (!followers.pairs().isEmpty()) {
      Followers.Pair pair = followers.pairs().getFirst();
      because.add(
          new Reason(
              "%d of the %s that outlived the client were followed by another when its retry would"
                      .formatted(
                          followers.pairs().size(),
                          Phrase.count(followers.outliving(), "execution"))
                  + " have begun; strangers would have followed %s. This one came %s after %s began, and overlaps it."
                      .formatted(
                          Phrase.share(followers.chanceShare()),
                          Phrase.of(Duration.between(pair.first().start(), pair.retry().start())),
                          pair.first().requestId()),
              Source.LOGS,
              pair.retry().start(),
              pair.retry().requestId()));
    }
    because.add(
        Reason.of(
            Source.SIMULATION,
            "Simulated alone, %s of this client's calls run the function more than once, up to %s."
                .formatted(
                    Phrase.share(outlook.duplicateProbability()),
                    Phrase.count(outlook.mostExecutionsPerCall(), "time"))));
    return because;
  }

  private static String headline(CaseFile file, int executions) {
    @Nullable Duration patience = file.patience();
    return "One call runs the function %s: the client hangs up%s while it still runs, and its retry"
            .formatted(
                executions == 2 ? "twice" : "up to " + Phrase.count(executions, "time"),
                patience == null ? "" : " after " + Phrase.of(patience))
        + " finds a free slot.";
  }
}
