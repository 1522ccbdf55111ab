package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Attempt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ends a probe early. Every attempt is meant to be answered by a function that succeeds; in a
 * reproduction, the client may also hang up, and its retries may be refused.
 */
final class Unplanned {

  private Unplanned() {}

  /** Why the probe must not go on after this attempt, if it must not. */
  static Optional<String> in(ProbeStep step, Attempt attempt, AttemptReport report) {
    return complaint(step, attempt, report)
        .map(complaint -> "Stopped in %s: %s".formatted(step.id(), complaint));
  }

  private static Optional<String> complaint(ProbeStep step, Attempt attempt, AttemptReport report) {
    boolean reproducing = step == ProbeStep.REPRODUCE;
    return switch (attempt.outcome()) {
      case ANSWERED ->
          Optional.ofNullable(report.functionError())
              .map(failure -> functionFailed(failure, report.detail()));
      case REFUSED ->
          reproducing && attempt.number() > 1 ? Optional.empty() : Optional.of(refused(attempt));
      case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT ->
          reproducing ? Optional.empty() : Optional.of(failed(attempt, report));
      case CONNECT_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED ->
          Optional.of(failed(attempt, report));
    };
  }

  private static String functionFailed(String functionError, @Nullable String detail) {
    return "the function itself failed (%s). %s"
        .formatted(
            functionError, detail == null ? "Probe it with a payload that it can handle." : detail);
  }

  private static String refused(Attempt attempt) {
    return "attempt %d was refused%s while the probe held no slot, so others hold them."
        .formatted(attempt.number(), attempt.reason() == null ? "" : " (" + attempt.reason() + ")");
  }

  private static String failed(Attempt attempt, AttemptReport report) {
    boolean lost =
        attempt.outcome() == AttemptOutcome.CONNECTION_FAILED
            && report.outcome() == AttemptOutcome.READ_TIMEOUT;
    String detail =
        lost
            ? "No answer came in longer than any execution lasts, so the connection was lost."
            : report.detail();
    return "attempt %d ended with %s.%s"
        .formatted(attempt.number(), attempt.outcome().id(), detail == null ? "" : " " + detail);
  }
}
