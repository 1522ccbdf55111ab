package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be wrong with a function that takes messages from an SQS queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Creating
 *     and configuring an Amazon SQS event source mapping</a>, checked 2026-11-23
 */
final class QueueHazards {

  /** AWS's guidance: visibility timeout ≥ 6 × function timeout + batching window. */
  private static final int TIMEOUTS = 6;

  /** The least that an event source mapping's maximum concurrency can be. */
  private static final int LEAST_CONCURRENCY = 2;

  private QueueHazards() {}

  static Optional<Clue> visibilityBelowFunctionTimeout(Setup.Queue queue) {
    Duration timeout = queue.function().timeout();
    Duration visible = queue.visibilityTimeout();
    return timeout != null && visible != null && visible.compareTo(timeout) < 0
        ? Optional.of(
            new Clue(
                "%s hides a message for %s, and %s may work on it for %s."
                    .formatted(
                        queue.queue(),
                        Phrase.of(visible),
                        queue.function().name(),
                        Phrase.of(timeout)),
                "After %s another execution takes the same message beside the first; Lambda refuses to create such an event source mapping."
                    .formatted(Phrase.of(visible)),
                "Hide messages for six times the function's timeout.",
                snippet(queue, timeout)))
        : Optional.empty();
  }

  static Optional<Clue> visibilityBelowSixTimeouts(Setup.Queue queue) {
    Duration timeout = queue.function().timeout();
    Duration visible = queue.visibilityTimeout();
    if (timeout == null || visible == null || visible.compareTo(timeout) < 0) {
      return Optional.empty();
    }
    Duration needed = needed(queue, timeout);
    return visible.compareTo(needed) < 0
        ? Optional.of(
            new Clue(
                "%s hides a message for %s.".formatted(queue.queue(), Phrase.of(visible)),
                "%d × %s function timeout + %s batching window = %s: what Lambda needs to try a batch again that was refused."
                    .formatted(
                        TIMEOUTS,
                        Phrase.of(timeout),
                        Phrase.of(queue.batchingWindow()),
                        Phrase.of(needed)),
                "Hide messages for six times the function's timeout.",
                snippet(queue, timeout)))
        : Optional.empty();
  }

  static Optional<Clue> concurrencyAboveReserved(Setup.Queue queue) {
    Integer reserved = queue.function().reserved();
    int most = queue.maximumConcurrency() == null ? LEAST_CONCURRENCY : queue.maximumConcurrency();
    if (reserved == null || reserved == 0 || most <= reserved) {
      return Optional.empty();
    }
    return Optional.of(
        new Clue(
            "%s reserves %s, and its event source starts %s at once."
                .formatted(
                    queue.function().name(),
                    Phrase.count(reserved, "slot"),
                    Phrase.count(most, "execution")),
            "Beyond %s, batches are refused and come back later, until they reach the dead-letter queue. A maximum concurrency is at least %d."
                .formatted(Phrase.count(reserved, "execution"), LEAST_CONCURRENCY),
            "Reserve at least what the event source may start, or let it start less.",
            "ReservedConcurrentExecutions: " + most));
  }

  static Optional<Clue> concurrencyUnbounded(Setup.Queue queue) {
    Integer reserved = queue.function().reserved();
    return queue.maximumConcurrency() == null && reserved != null && reserved >= LEAST_CONCURRENCY
        ? Optional.of(
            new Clue(
                "%s reserves %s, and its event source has no maximum concurrency."
                    .formatted(queue.function().name(), Phrase.count(reserved, "slot")),
                "While messages wait, the event source takes all %d slots and has what it starts beyond them refused; every other caller is refused as well."
                    .formatted(reserved),
                "Give the event source a maximum concurrency within the reservation.",
                "ScalingConfig:\n  MaximumConcurrency: " + reserved))
        : Optional.empty();
  }

  private static Duration needed(Setup.Queue queue, Duration timeout) {
    return timeout.multipliedBy(TIMEOUTS).plus(queue.batchingWindow());
  }

  private static String snippet(Setup.Queue queue, Duration timeout) {
    return "VisibilityTimeout: " + needed(queue, timeout).toSeconds();
  }
}
