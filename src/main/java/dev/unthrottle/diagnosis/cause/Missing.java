package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.probe.StepRecord;
import java.util.stream.Stream;

/** What could not be seen of a case, whatever its cause is: each a sentence that says how to. */
final class Missing {

  private static final String NO_TRAFFIC =
      "Traffic: nothing ran and nothing was refused in the window. Look at one in which the calls were made.";

  private static final String LAG =
      "The latest metrics: the logs show executions that they don't know of yet, and so may there be refusals. Ask again in a few minutes.";

  private static final String CLIENT =
      "The client: nobody named it. Its version and its timeouts would tell what it makes of a slow answer.";

  private Missing() {}

  /** All of it; nothing where everything was read and done. */
  static Stream<String> in(CaseFile file) {
    Stream<String> gaps = file.evidence().gaps().stream().map(Missing::sentence);
    Stream<String> traffic =
        file.evidence().gaps().isEmpty() && !file.sawTraffic()
            ? Stream.of(NO_TRAFFIC)
            : Stream.empty();
    Stream<String> lag = file.metricsLagBehind() ? Stream.of(LAG) : Stream.empty();
    Stream<String> client = file.clientNamed() ? Stream.empty() : Stream.of(CLIENT);
    Stream<String> proof = file.proof().filter(Missing::failed).map(Missing::unproven).stream();
    return Stream.of(gaps, PastedError.missing(file), traffic, lag, client, probe(file), proof)
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
