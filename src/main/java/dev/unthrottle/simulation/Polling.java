package dev.unthrottle.simulation;

import java.time.Duration;

/**
 * How many batches of a queue an event source mapping lets run at once, and when a refused batch
 * comes back, and for how long it does.
 *
 * @param most the most at once: the mapping's maximum concurrency, or {@link #MOST} without one
 * @param visibility how long a refused batch stays out of the queue
 * @param retention how long after the last batch arrived refused ones still come back; a queue
 *     drops each that much after its own arrival
 */
public record Polling(int most, Duration visibility, Duration retention) {

  /**
   * Batches at once when a queue begins to fill; how many more a minute while batches wait; and the
   * most of a mapping without a maximum of its own.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling
   *     of SQS event source mappings</a>, checked 2026-11-22
   */
  public static final int FIRST = 5;

  /** How many more batches a minute run at once while batches wait. */
  public static final int MORE_PER_MINUTE = 300;

  /** The most batches at once of a mapping without a maximum of its own. */
  public static final int MOST = 1_250;

  /**
   * A queue's visibility timeout where nothing was configured.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">
   *     CreateQueue</a>, checked 2026-11-23
   */
  public static final Duration VISIBILITY = Duration.ofSeconds(30);

  /**
   * The longest visibility timeout that a queue can be given.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">SQS
   *     message quotas</a>, checked 2026-11-23
   */
  public static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /**
   * How long a queue keeps a message where nothing was configured.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">
   *     CreateQueue</a>, checked 2026-11-23
   */
  public static final Duration RETENTION = Duration.ofDays(4);

  /** Refuses a mapping that never invokes. */
  public Polling {
    if (most < 1 || !visibility.isPositive() || retention.isNegative()) {
      throw new IllegalArgumentException(
          "A mapping runs at least one batch at once, and refused ones come back later. Found: %d, %s, %s"
              .formatted(most, visibility, retention));
    }
  }

  /** A mapping whose queue keeps messages as long as one does by default. */
  public Polling(int most, Duration visibility) {
    this(most, visibility, RETENTION);
  }

  /** The same mapping, of which only what happens until the last batch has arrived matters. */
  public Polling untilTheLastArrives() {
    return new Polling(most, visibility, Duration.ZERO);
  }
}
