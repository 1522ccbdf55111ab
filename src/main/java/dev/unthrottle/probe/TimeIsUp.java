package dev.unthrottle.probe;

import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.Locale;

/** Why a probe stops that has to be over by a deadline. */
final class TimeIsUp {

  private TimeIsUp() {}

  /** There is no time for an attempt. */
  static StoppedException before(ProbeStep step) {
    return new StoppedException(
        "Stopped in %s: the time was up before its next attempt.".formatted(step.id()));
  }

  /** A step would take longer than there is time. */
  static StoppedException tooShortFor(ProbeStep step, Duration expected, Deadline deadline) {
    Duration left = deadline.left() == null ? Duration.ZERO : deadline.left();
    return new StoppedException(
        "Stopped before %s: another %s are expected, and %s were left."
            .formatted(step.id(), seconds(expected), seconds(left)));
  }

  /** An attempt had no answer by then. */
  static StoppedException during(ProbeStep step, Attempt attempt) {
    return new StoppedException(
        "Stopped in %s: the time was up %s into attempt %d, so the probe hung up in its client's"
                .formatted(step.id(), seconds(attempt.length()), attempt.number())
            + " place. The function doesn't notice; its logs tell when it ends.");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }
}
