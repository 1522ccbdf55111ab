package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.ThrottleReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt on a real function ended.
 *
 * @param start when it was sent
 * @param took until all of its answer was there, or until it was given up
 * @param firstByte until the head of its answer was there; {@code null} where none came, or where
 *     that wasn't measured
 * @param outcome how it ended
 * @param reason why it was refused, where the refusal says so
 * @param hint when to come back, as a refusal says
 * @param requestId the id that AWS gave it; {@code null} where no answer came
 * @param functionError {@code Handled} or {@code Unhandled} where the function itself failed
 * @param detail what came back when it was neither an answer nor a refusal, in one sentence
 */
public record AttemptReport(
    Instant start,
    Duration took,
    @Nullable Duration firstByte,
    AttemptOutcome outcome,
    @Nullable ThrottleReason reason,
    RetryHint hint,
    @Nullable String requestId,
    @Nullable String functionError,
    @Nullable String detail) {

  /** The same attempt, of which its client says that it ended otherwise. */
  AttemptReport endedAs(AttemptOutcome other) {
    return new AttemptReport(
        start, took, firstByte, other, reason, hint, requestId, functionError, detail);
  }

  /** When it ended. */
  public Instant end() {
    return start.plus(took);
  }
}
