package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a probe as its journal keeps it: neither the payload nor the answer.
 *
 * @param step the step it belongs to
 * @param call the call of that step, from 1
 * @param number its number within the call, from 1
 * @param at when it was about to be sent
 * @param end how it ended, {@code null} as long as nobody has told: it may have been sent or not
 */
public record SentAttempt(ProbeStep step, int call, int number, Instant at, @Nullable End end) {

  /**
   * How an attempt ended.
   *
   * @param at when
   * @param outcome how
   * @param reason why it was refused, where the refusal says so
   * @param requestId the id that AWS gave it, where an answer told it
   * @param firstByte until the head of its answer was there, where that was measured
   */
  public record End(
      Instant at,
      AttemptOutcome outcome,
      @Nullable ThrottleReason reason,
      @Nullable String requestId,
      @Nullable Duration firstByte) {}

  /** Refuses what isn't counted from 1. */
  public SentAttempt {
    if (call < 1 || number < 1) {
      throw new IllegalArgumentException(
          "Calls and attempts are counted from 1. Found: call %d, attempt %d"
              .formatted(call, number));
    }
  }

  /** What makes it one of its probe: {@code reproduce-1-2}. */
  public String key() {
    return "%s-%d-%d".formatted(step.id(), call, number);
  }

  /** Whether it caused an execution, or may have caused one as far as anybody knows. */
  public boolean mayHaveRun() {
    return end == null || Ran.after(end.outcome()) != Ran.NO;
  }

  /** Whether it was answered 429. */
  public boolean refused() {
    return end != null && end.outcome() == AttemptOutcome.REFUSED;
  }

  /** An attempt of {@code step} that has ended, on a timeline that begins at {@code origin}. */
  static SentAttempt ended(
      ProbeStep step, Instant origin, Attempt attempt, @Nullable Duration firstByte) {
    End end =
        new End(
            origin.plus(attempt.end()),
            attempt.outcome(),
            attempt.reason(),
            attempt.requestId(),
            firstByte);
    return new SentAttempt(
        step, attempt.call(), attempt.number(), origin.plus(attempt.start()), end);
  }

  /**
   * What is known of it at {@code now}. Whose sender was lost has lost its connection with it; it
   * was sent, if at all, within the time that connecting may take.
   */
  AttemptReport report(Instant now) {
    if (end == null) {
      Instant latest = at.plus(Patience.CONNECT_LIMIT);
      Instant lost = latest.isBefore(now) ? latest : now;
      return report(new End(lost, AttemptOutcome.CONNECTION_FAILED, null, null, null));
    }
    return report(end);
  }

  private AttemptReport report(End end) {
    Duration took = Duration.between(at, end.at());
    return new AttemptReport(
        at,
        took.isNegative() ? Duration.ZERO : took,
        end.firstByte(),
        end.outcome(),
        end.reason(),
        RetryHint.NONE,
        end.requestId(),
        null,
        null);
  }
}
