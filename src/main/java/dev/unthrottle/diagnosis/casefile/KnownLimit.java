package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.ConcurrencyProfile;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Reservation;
import java.util.Optional;

/**
 * The slots that a call can use, as far as the settings tell, a refusal, or what was in use.
 *
 * @param file the case
 */
record KnownLimit(CaseFile file) {

  /** The slots; empty where nothing tells. */
  static Optional<Integer> of(CaseFile file) {
    return new KnownLimit(file).slots();
  }

  private Optional<Integer> slots() {
    return switch (file.evidence().reservation()) {
      case Observation.Observed<Reservation> observed -> Optional.of(limit(observed.found()));
      case Observation.Missing<Reservation> _ ->
          refusedForAReservation() ? peak() : Optional.empty();
    };
  }

  private int limit(Reservation reservation) {
    return switch (reservation) {
      case Reservation.Reserved(int slots) -> slots;
      case Reservation.None() ->
          file.evidence()
              .account()
              .value()
              .map(AccountSettings::unreservedConcurrentExecutions)
              .orElse(file.client().retries().maxAttempts());
    };
  }

  private boolean refusedForAReservation() {
    boolean pasted =
        file.error() != null && ThrottleReason.RESERVED_CONCURRENCY.equals(file.error().reason());
    return pasted
        || file.probeRefusals()
            .anyMatch(one -> ThrottleReason.RESERVED_CONCURRENCY.equals(one.reason()));
  }

  /** The most slots that were in use at once, by the metrics or else by the logs. */
  private Optional<Integer> peak() {
    return file.evidence()
        .metrics()
        .value()
        .map(metrics -> (int) metrics.max(Metric.CONCURRENT_EXECUTIONS).orElse(0))
        .or(this::peakInLogs)
        .filter(most -> most > 0);
  }

  private Optional<Integer> peakInLogs() {
    return Optional.ofNullable(file.functionTimeout())
        .map(timeout ->
            ConcurrencyProfile.of(file.invocations(), timeout, file.evidence().at()).peak());
  }
}
