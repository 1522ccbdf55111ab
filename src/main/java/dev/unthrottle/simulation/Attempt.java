package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of a call.
 *
 * @param call the call it belongs to, from 1
 * @param number its number within the call, from 1
 * @param start when it began, from the timeline's origin
 * @param end when its client had an answer or gave up on it, from the timeline's origin
 * @param outcome how it ended
 * @param reason why it was refused, where a refusal says so
 * @param requestId the id that AWS gave it, where the client learned it
 */
public record Attempt(
    int call,
    int number,
    Duration start,
    Duration end,
    AttemptOutcome outcome,
    @Nullable ThrottleReason reason,
    @Nullable String requestId) {

  /** Refuses attempts that end before they begin, and reasons without a refusal. */
  public Attempt {
    if (call < 1 || number < 1) {
      throw new IllegalArgumentException(
          "Calls and attempts are counted from 1. Found: call %d, attempt %d"
              .formatted(call, number));
    }
    if (end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "An attempt ends after its start. Found: %s to %s".formatted(start, end));
    }
    if (reason != null && outcome != AttemptOutcome.REFUSED) {
      throw new IllegalArgumentException("Only a refusal has a throttle reason. Found: " + outcome);
    }
  }

  /** How long its client waited for it. */
  public Duration length() {
    return end.minus(start);
  }

  /**
   * The only call of a timeline whose origin is {@code origin}: this attempt as seen from there.
   */
  public Attempt rebased(Duration origin) {
    return new Attempt(
        1, number, start.minus(origin), end.minus(origin), outcome, reason, requestId);
  }
}
