package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict where no cause fits: that nothing is wrong, if everything was looked at, else that
 * nothing is known to be.
 */
final class NothingFound {

  private NothingFound() {}

  /** The verdict, and what ruled the causes out. */
  static Verdict verdict(CaseFile file, List<Verdict.RuledOut> ruledOut) {
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
    because.addAll(hungUpOn(file));
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
        Missing.in(file).toList());
  }

  /**
   * A client that hangs up without trying again is refused nothing, but it never learns the answer
   * either.
   */
  private static List<Reason> hungUpOn(CaseFile file) {
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
        && hungUpOn(file).isEmpty()
        && file.forecast() != null
        && file.forecast().outlook().clean();
  }

  private static boolean lookedEverywhere(CaseFile file) {
    return file.sawNoThrottle()
        && file.sawTraffic()
        && file.evidence().gaps().isEmpty()
        && file.evidence().logs().value().filter(LogEvidence::complete).isPresent()
        && file.clientNamed()
        && file.error() == null
        && !file.metricsLagBehind();
  }
}
