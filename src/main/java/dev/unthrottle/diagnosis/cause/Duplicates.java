package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  public List<Prediction> predictions() {
    return List.of(
        Duplicates::reproduction,
        file -> Overlap.impossible(file).<Trace>map(Trace.Contradicted::new).orElse(Trace.SILENT),
        Duplicates::simulatedNever,
        Duplicates::refusals,
        Duplicates::followed,
        Duplicates::simulated,
        _ ->
            new Trace.Unknown(
                "A reproduction: one call with the client's own settings would show every run"
                    + " (probe plan \"reproduce\")."));
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that a call of this client runs more than once.";
  }

  @Override
  public Story story(CaseFile file) {
    int executions =
        file.reproduction()
            .filter(StepRecord::executionsKnown)
            .map(record -> record.timeline().executions().size())
            .orElseGet(() ->
                file.forecast() == null ? 2 : file.forecast().outlook().mostExecutionsPerCall());
    String headline = headline(file, executions);
    return Story.of(headline, headline);
  }

  private static Trace reproduction(CaseFile file) {
    Optional<StepRecord> played = file.reproduction().filter(StepRecord::executionsKnown);
    if (played.isEmpty()) {
      return Trace.SILENT;
    }
    int runs = played.get().timeline().executions().size();
    return runs < 2
        ? new Trace.Contradicted(
            "The probe made the same call with the same settings, and the function ran %s."
                .formatted(runs == 1 ? "once" : "not at all"))
        : new Trace.Settled(Certainty.PROVEN, Outcomes.reasons(played.get()), List.of());
  }

  private static Trace simulatedNever(CaseFile file) {
    return file.forecast() != null && file.forecast().outlook().duplicateProbability() == 0
        ? new Trace.Contradicted(
            "Simulated with %s, no call runs more than once."
                .formatted(Phrase.count(file.limit().orElse(0), "slot")))
        : Trace.SILENT;
  }

  private static Trace refusals(CaseFile file) {
    boolean refused =
        file.forecast() != null && file.forecast().outlook().throttleProbability() > 0;
    return refused && file.sawThrottles()
        ? new Trace.Contradicted("Attempts were refused, which duplicates alone don't explain.")
        : Trace.SILENT;
  }

  private static Trace followed(CaseFile file) {
    @Nullable Duration patience = file.patience();
    if (patience == null) {
      return Trace.SILENT;
    }
    Followers followers = Followers.in(file, patience);
    if (followers.outliving() == 0) {
      return Trace.SILENT;
    }
    if (followers.noMoreThanChance() && followers.known() == 0 && logsAreComplete(file)) {
      return new Trace.Contradicted(notFollowed(followers));
    }
    if (followers.tooManyStrangers() && !followers.moreThanChance() && followers.known() == 0) {
      return new Trace.Unknown(crowded(followers));
    }
    return followers.pairs().isEmpty()
        ? Trace.SILENT
        : new Trace.Found(
            weight(followers),
            Stream.concat(Stream.of(reason(followers)), known(followers).stream()).toList());
  }

  private static String crowded(Followers followers) {
    return "Which executions are retries: %d of the %s that outlived the client were followed when a retry would have begun, but so many begin all the time that strangers would have followed %s. Log lines with an idempotency key or a trace would tell."
        .formatted(
            followers.pairs().size(),
            Phrase.count(followers.outliving(), "execution"),
            Phrase.share(followers.chanceShare()));
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

  private static Weight weight(Followers followers) {
    if (followers.beyondChance()) {
      return Weight.PROVING;
    }
    return followers.moreThanChance() ? Weight.TELLING : Weight.FITTING;
  }

  private static boolean logsAreComplete(CaseFile file) {
    return file.evidence().logs().value().filter(LogEvidence::complete).isPresent();
  }

  /** An idempotency key or a payload hash that both executions printed. */
  private static Optional<Reason> known(Followers followers) {
    return followers.pairs().stream()
        .filter(pair -> pair.first().servesSameCallAs(pair.retry()))
        .findFirst()
        .map(pair ->
            new Reason(
                "%s printed the same idempotency key or payload hash as %s, which still ran: it is the same call again."
                    .formatted(pair.retry().requestId(), pair.first().requestId()),
                Source.LOGS,
                pair.retry().start(),
                pair.retry().requestId()));
  }

  private static Reason reason(Followers followers) {
    Followers.Pair pair = followers.pairs().getFirst();
    return new Reason(
        "%,d of the %s that outlived the client were followed by another when its retry would"
                .formatted(
                    followers.pairs().size(), Phrase.count(followers.outliving(), "execution"))
            + " have begun; strangers would have followed %s. This one came %s after %s began, and overlaps it."
                .formatted(
                    Phrase.share(followers.chanceShare()),
                    Phrase.of(Duration.between(pair.first().start(), pair.retry().start())),
                    pair.first().requestId()),
        Source.LOGS,
        pair.retry().start(),
        pair.retry().requestId());
  }

  private static Trace simulated(CaseFile file) {
    return file.forecast() == null ? Trace.SILENT : simulated(file.forecast().outlook());
  }

  private static Trace simulated(Outlook outlook) {
    return Trace.fitting(
        Source.SIMULATION,
        "Simulated alone, %s of this client's calls run the function more than once, up to %s."
            .formatted(
                Phrase.share(outlook.duplicateProbability()),
                Phrase.count(outlook.mostExecutionsPerCall(), "time")));
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
