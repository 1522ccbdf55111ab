package dev.unthrottle.simulation;

import java.time.Duration;

/**
 * How many batches of a queue an event source mapping lets run at once, and when a refused batch
 * comes back.
 *
 * @param most the most at once: the mapping's maximum concurrency, or {@link #MOST} without one
 * @param visibility how long a refused batch stays out of the queue
 */
public record Polling(int most, Duration visibility) {

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

  /** Refuses a mapping that never invokes. */
  public Polling {
    if (most < 1 || !visibility.isPositive()) {
      throw new IllegalArgumentException(
          "A mapping runs at least one batch at once, and refused ones come back later. Found: %d, %s"
              .formatted(most, visibility));
    }
  }
}
