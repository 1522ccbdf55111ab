package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What every cause predicts that refuses attempts at a function: refusals, and their reasons. */
final class Refusals {

  private Refusals() {}

  /**
   * Refusals must be known: in the metrics, from the error, or from the probe. Metrics that tell of
   * none, and are all there, contradict.
   */
  static Trace known(CaseFile file) {
    return known(file, Weight.SUPPORTING);
  }

  /** The same, where the limit that must have refused is known to apply. */
  static Trace known(CaseFile file, Weight weight) {
    if (file.sawThrottles()) {
      String fact =
          "%s refused in the window; that is %s of all."
              .formatted(
                  Phrase.count(file.throttles().orElse(0L), "attempt"), Phrase.share(share(file)));
      return Trace.found(weight, Reason.of(Source.METRICS, fact));
    }
    if (file.errorIsConcurrencyThrottle() || file.probeRefusals().findAny().isPresent()) {
      return Trace.SILENT;
    }
    return new Trace.Contradicted(
        file.evidence().metrics().value().isPresent()
            ? "No attempt was refused in the window."
            : "Nothing says that an attempt was refused.");
  }

  /** The same, unless the error names one of these reasons and so decides already. */
  static Trace knownUnlessNamed(CaseFile file, Set<ThrottleReason> reasons) {
    boolean named =
        file.error() != null
            && file.error().reason() != null
            && reasons.contains(file.error().reason());
    return named ? told(file) : known(file);
  }

  /** The same, where something else decides already. */
  static Trace told(CaseFile file) {
    return file.sawThrottles()
        ? Trace.supporting(
            Source.METRICS,
            "%s refused in the window."
                .formatted(Phrase.count(file.throttles().orElse(0L), "attempt")))
        : Trace.SILENT;
  }

  private static double share(CaseFile file) {
    double refused = file.throttles().orElse(0L);
    return refused / Math.max(1, refused + file.executions());
  }

  /** The metrics, without which nobody knows how many slots were in use. */
  static Trace metricsRead(CaseFile file) {
    return file.evidence().metrics().value().isPresent()
        ? Trace.SILENT
        : new Trace.Unknown("The metrics: they would show whether all slots were in use.");
  }

  /** An error that reads as a concurrency throttle, and doesn't say of which pool. */
  static Trace error(CaseFile file) {
    return file.errorIsConcurrencyThrottle()
        ? Trace.fitting(Source.ERROR, "The error is a concurrency throttle of Invoke.")
        : Trace.SILENT;
  }

  /**
   * The client's own retries, which may be the reason of every refusal that is known; in a crowd
   * they may be met by chance.
   */
  static Trace notOnlyItsOwn(CaseFile file) {
    return file.ownRefusals()
        .filter(own -> own.areNearlyAll() && !file.isCrowded())
        .<Trace>map(own ->
            new Trace.Contradicted(
                "The client's own retries account for %s of the %s, which came when they were due."
                    .formatted(
                        Phrase.share(own.share()), Phrase.count((long) own.seen(), "refusal"))))
        .orElse(Trace.SILENT);
  }

  /** Lambda's own word for a limit, in the error or in an answer to the probe. */
  static Trace reason(CaseFile file, Set<ThrottleReason> reasons, Weight weight) {
    List<Reason> named =
        Stream.concat(
                file.probeRefusals()
                    .filter(refused -> refused.reason() != null)
                    .filter(refused -> reasons.contains(refused.reason()))
                    .limit(1)
                    .map(Outcomes::refusal),
                Stream.ofNullable(file.error())
                    .filter(error -> error.reason() != null)
                    .filter(error -> reasons.contains(error.reason()))
                    .map(error ->
                        Reason.of(
                            Source.ERROR,
                            "The error names Lambda's reason: %s.".formatted(error.reason()))))
            .toList();
    return named.isEmpty() ? Trace.SILENT : new Trace.Found(weight, named);
  }

  /** The periods with refusals; none where the metrics are missing. */
  static List<RefusedPeriod> periods(CaseFile file) {
    return file.evidence().metrics().value().map(RefusedPeriod::of).orElse(List.of());
  }

  /**
   * Whether slots certainly stayed free in a period, so that no want of them refused: of the
   * reservation, or of the pool that functions without one share. What is kept ready for versions
   * is free for none but them.
   */
  static boolean leavesFree(CaseFile file, RefusedPeriod period, int slots) {
    int kept =
        file.evidence()
            .surroundings()
            .provisioned()
            .value()
            .map(ProvisionedConcurrency::requested)
            .orElse(0);
    return sharesAPool(file)
        ? period.leavesFreeOfThePool(slots - kept)
        : period.leavesFree(slots - kept);
  }

  /** Whether the function is known to have no slots of its own. */
  static boolean sharesAPool(CaseFile file) {
    return file.evidence().reservation().value().orElse(null) instanceof Reservation.None;
  }

  /** Whether CloudWatch gave all of the metrics, so that what they don't show wasn't there. */
  static boolean completeMetrics(CaseFile file) {
    return file.evidence().metrics().value().filter(MetricEvidence::complete).isPresent();
  }
}
