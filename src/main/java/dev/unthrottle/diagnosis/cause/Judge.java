package dev.unthrottle.diagnosis.cause;

import static java.util.Comparator.comparing;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Weighs the hypotheses against each other and names one cause. */
public final class Judge {

  /** All hypotheses, those first that explain more where several are equally sure. */
  private static final List<Hypothesis> HYPOTHESES =
      List.of(
          new SelfCollision(),
          new Duplicates(),
          new ReservedConcurrencyZero(),
          new ReservedConcurrencySaturated(),
          new FunctionTimeoutHoldsSlot(),
          new EventSourceTakesAll(),
          new ProvisionedTakesAll(),
          new InvocationRateExceeded(),
          new ScalingRateExceeded(),
          new AccountConcurrencyExhausted(),
          new CallerRateExceeded(),
          new ControlPlaneRateExceeded(),
          RefusedElsewhere.GATEWAY_THROTTLE,
          RefusedElsewhere.SNAPSTART_SNAPSHOT_LIMIT,
          RefusedElsewhere.EC2_THROTTLE,
          new ThrottledInside());

  /** A hypothesis that fits. */
  private record Fit(Hypothesis hypothesis, Assessment.Fits how) {

    Cause cause() {
      return hypothesis.cause();
    }

    boolean atLeastLikely() {
      return how.certainty() != Certainty.POSSIBLE;
    }

    boolean surerOrAsSureAs(Fit other) {
      return how.certainty().compareTo(other.how.certainty()) >= 0;
    }
  }

  private final CaseFile file;
  private final List<Fit> fits = new ArrayList<>();
  private final List<Verdict.RuledOut> ruledOut = new ArrayList<>();

  private Judge(CaseFile file) {
    this.file = file;
  }

  /**
   * Assesses every hypothesis. What is at least likely and explains the error that somebody saw
   * comes first, then the surest, and of equally sure ones the one to mend first, or that explains
   * most of what was refused.
   */
  public static Verdict judge(CaseFile file) {
    Judge judge = new Judge(file);
    HYPOTHESES.forEach(judge::assess);
    judge.dropWhatOthersBringAbout();
    return judge.fits.isEmpty()
        ? NothingFound.verdict(file, judge.ruledOut)
        : judge.verdict(judge.first());
  }

  private void assess(Hypothesis hypothesis) {
    switch (Assessment.of(hypothesis, file)) {
      case Assessment.Fits how -> fits.add(new Fit(hypothesis, how));
      case Assessment.RuledOut(String because) ->
          ruledOut.add(new Verdict.RuledOut(hypothesis.cause(), because));
    }
  }

  /** A full house is no cause of its own where it is known what fills it. */
  private void dropWhatOthersBringAbout() {
    for (Fit reason : List.copyOf(fits)) {
      fits.removeIf(fit -> {
        boolean broughtAbout =
            reason.hypothesis().broughtAbout().contains(fit.cause())
                && reason.atLeastLikely()
                && reason.surerOrAsSureAs(fit);
        if (broughtAbout) {
          ruledOut.add(
              new Verdict.RuledOut(
                  fit.cause(), "It looks like it, but %s is why.".formatted(reason.cause().id())));
        }
        return broughtAbout;
      });
    }
  }

  private Fit first() {
    List<Fit> ranked =
        fits.stream()
            .sorted(
                comparing(this::explainsTheError)
                    .thenComparing(fit -> fit.how().certainty())
                    .thenComparing(fit -> fit.hypothesis().explainsMost(file))
                    .reversed())
            .toList();
    Fit top = ranked.getFirst();
    return ranked.stream()
        .filter(fit -> fit.atLeastLikely() && mendedAfter(fit, top) && !mendedAfter(top, fit))
        .filter(fit -> explainsTheError(fit) == explainsTheError(top))
        .filter(fit -> fit.surerOrAsSureAs(top))
        .findFirst()
        .orElse(top);
  }

  private boolean explainsTheError(Fit fit) {
    return fit.atLeastLikely()
        && file.error() != null
        && file.error().causes().contains(fit.cause().id());
  }

  /** Whether {@code second} is to be mended after {@code first}. */
  private boolean mendedAfter(Fit first, Fit second) {
    return first.hypothesis().mendedAfter(file).contains(second.cause());
  }

  private Verdict verdict(Fit winner) {
    List<Fit> others = fits.stream().filter(fit -> !fit.equals(winner)).toList();
    List<Fit> also =
        Stream.concat(
                others.stream().filter(fit -> isThereAsWell(fit, winner)),
                whyRefused(winner, others).stream())
            .toList();
    List<Fit> rivals = others.stream().filter(fit -> !also.contains(fit)).toList();
    return new Verdict(
        winner.cause(),
        certainty(winner, rivals),
        winner.how().headline(),
        Stream.concat(winner.how().because().stream(), proof()).toList(),
        winner.how().remedies(),
        also.stream().map(Judge::asWell).toList(),
        Stream.concat(rivals.stream().map(Judge::explainsLess), ruledOut.stream()).toList(),
        Stream.concat(winner.how().missing().stream(), Missing.in(file)).distinct().toList());
  }

  /**
   * Whether a cause is there besides the first one: it is proven, or likely and not another
   * explanation of the same thing, or hidden by the first, after which it is to be mended.
   */
  private boolean isThereAsWell(Fit fit, Fit winner) {
    boolean rival =
        fit.cause().effect() == winner.cause().effect()
            && !mendedAfter(winner, fit)
            && !mendedAfter(fit, winner);
    return fit.how().certainty() == Certainty.PROVEN
        || (fit.atLeastLikely() && !rival)
        || (mendedAfter(winner, fit) && fit.hypothesis().isThereBesides(file));
  }

  /**
   * Runs that are repeated explain no refusal. Where attempts were refused as well, and nothing
   * likely says why, the first of what is possible does.
   */
  private Optional<Fit> whyRefused(Fit winner, List<Fit> others) {
    List<Fit> refusing =
        others.stream().filter(fit -> fit.cause().effect() == Cause.Effect.REFUSED).toList();
    boolean open =
        winner.cause().effect() == Cause.Effect.REPEATED
            && (file.sawThrottles() || file.errorIsConcurrencyThrottle())
            && refusing.stream().noneMatch(Fit::atLeastLikely);
    return open ? refusing.stream().findFirst() : Optional.empty();
  }

  private static Verdict.Also asWell(Fit fit) {
    Assessment.Fits how = fit.how();
    return new Verdict.Also(
        fit.cause(), how.certainty(), how.headline(), how.because(), how.remedies());
  }

  /** What became of the call with the recommended settings, if the probe made it. */
  private Stream<Reason> proof() {
    return file.proof().stream()
        .flatMap(record -> record.timeline().attempts().stream().map(last -> proof(record, last)));
  }

  private static Reason proof(StepRecord record, Attempt attempt) {
    return new Reason(
        "With the recommended settings, the same call was %s after %s."
            .formatted(
                attempt.outcome() == AttemptOutcome.ANSWERED ? "answered" : "not answered",
                Phrase.of(attempt.length())),
        Source.PROBE,
        record.origin().plus(attempt.start()),
        attempt.requestId());
  }

  /**
   * Likely needs that no rival is likely too, and something to see beside the error that somebody
   * pasted; a proof stands whatever else fits.
   */
  private Certainty certainty(Fit winner, List<Fit> rivals) {
    boolean doubtful = file.evidence().isBlank() || rivals.stream().anyMatch(Fit::atLeastLikely);
    return winner.how().certainty() == Certainty.LIKELY && doubtful
        ? Certainty.POSSIBLE
        : winner.how().certainty();
  }

  private static Verdict.RuledOut explainsLess(Fit rival) {
    return new Verdict.RuledOut(
        rival.cause(),
        "Not ruled out: it is %s as well, but less of what was seen points to it."
            .formatted(rival.how().certainty().id()));
  }
}
