package dev.unthrottle.diagnosis.cause;

import static java.util.Comparator.comparing;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static final String NO_TRAFFIC =
      "Traffic: nothing ran and nothing was refused in the window. Look at one in which the calls were made.";

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
   * comes first, then the surest, and of equally sure ones the one to mend first.
   */
  public static Verdict judge(CaseFile file) {
    Judge judge = new Judge(file);
    HYPOTHESES.forEach(judge::assess);
    judge.dropWhatOthersBringAbout();
    return judge.fits.isEmpty() ? judge.noneFound() : judge.verdict(judge.first());
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
        Stream.concat(winner.how().missing().stream(), missing(file)).distinct().toList());
  }

  /**
   * Whether a cause is there besides the first one: it is proven, or likely and not another
   * explanation of the same thing.
   */
  private boolean isThereAsWell(Fit fit, Fit winner) {
    boolean rival =
        fit.cause().effect() == winner.cause().effect()
            && !mendedAfter(winner, fit)
            && !mendedAfter(fit, winner);
    return fit.how().certainty() == Certainty.PROVEN || (fit.atLeastLikely() && !rival);
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

  private Verdict noneFound() {
    List<Reason> because = new ArrayList<>();
    if (file.sawNoThrottle()) {
      because.add(Reason.of(Source.METRICS, "No attempt was refused in the window."));
    }
    if (file.sawThrottles()) {
      because.add(
          Reason.of(
              Source.METRICS,
              "%s refused in the window."
                  .formatted(Phrase.count(file.throttles().orElse(0L), "attempt"))));
    }
    file.reproduction()
        .ifPresentOrElse(
            record -> because.addAll(Outcomes.reasons(record)),
            () -> file.probeRefusals().map(Outcomes::refusal).forEach(because::add));
    because.addAll(hungUpOn());
    if (file.forecast() != null) {
      because.add(Reason.of(Source.SIMULATION, simulated(file.forecast().outlook())));
    }
    if (file.wasCutOff()) {
      because.add(Reason.of(Source.LOGS, "The function's timeout cut executions off."));
    }
    return new Verdict(
        Cause.NONE_FOUND,
        healthy(file) ? Certainty.LIKELY : Certainty.POSSIBLE,
        healthy(file)
            ? "Nothing is wrong: no attempt was refused, and the client outwaits the function."
            : "Nothing that could be looked at explains a refusal.",
        because,
        List.of(),
        List.of(),
        ruledOut,
        missing(file).toList());
  }

  /**
   * A client that hangs up without trying again is refused nothing, but it never learns the answer
   * either.
   */
  private List<Reason> hungUpOn() {
    @Nullable Duration patience = file.patience();
    return patience == null
        ? List.of()
        : file
            .longestRun()
            .filter(longest -> longest.compareTo(patience) > 0)
            .map(longest ->
                Reason.of(
                    Source.SIMULATION,
                    "The client hangs up after %s on a function that ran up to %s: it never hears the"
                            .formatted(Phrase.of(patience), Phrase.of(longest))
                        + " answer, and the slot stays taken."))
            .stream()
            .toList();
  }

  private static String simulated(Outlook outlook) {
    return outlook.clean()
        ? "Simulated alone, this client's calls are neither refused nor run twice."
        : "Simulated alone, %s of this client's calls are refused and %s run more than once: its patience is close to how long the function runs."
            .formatted(
                Phrase.share(outlook.throttleProbability()),
                Phrase.share(outlook.duplicateProbability()));
  }

  /** Whether everything was looked at, and none of it is wrong. */
  private static boolean healthy(CaseFile file) {
    return lookedEverywhere(file)
        && !file.wasCutOff()
        && file.forecast() != null
        && file.forecast().outlook().clean();
  }

  private static boolean lookedEverywhere(CaseFile file) {
    return file.sawNoThrottle()
        && file.sawTraffic()
        && file.evidence().gaps().isEmpty()
        && file.evidence().logs().value().filter(LogEvidence::complete).isPresent()
        && !file.errorIsConcurrencyThrottle();
  }

  private static Stream<String> missing(CaseFile file) {
    Stream<String> gaps = file.evidence().gaps().stream().map(Judge::sentence);
    Stream<String> traffic =
        file.evidence().gaps().isEmpty() && !file.sawTraffic()
            ? Stream.of(NO_TRAFFIC)
            : Stream.empty();
    Stream<String> proof = file.proof().filter(Judge::failed).map(Judge::unproven).stream();
    return Stream.of(gaps, PastedError.missing(file), traffic, probe(file), proof)
        .flatMap(sentences -> sentences);
  }

  private static Stream<String> probe(CaseFile file) {
    if (file.probe() == null) {
      return Stream.empty();
    }
    return Stream.concat(
        file.probe().plan().refusals().stream().map("A probe: "::concat),
        Stream.ofNullable(file.probe().stopped()).map("The rest of the probe: "::concat));
  }

  private static boolean failed(StepRecord proof) {
    return !proof.timeline().attempts().stream()
        .allMatch(attempt -> attempt.outcome() == AttemptOutcome.ANSWERED);
  }

  private static String unproven(StepRecord proof) {
    return "The proof: the call with the recommended settings did not succeed when the probe tried it"
        + " (%s).".formatted(Outcomes.of(proof.timeline()));
  }

  private static String sentence(Gap gap) {
    return "%s: %s".formatted(gap.what(), gap.why());
  }
}
