package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.evidence.AsyncSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What repeats what: for one event the caller runs the client several times, and each time the
 * client attempts its call several times, so their numbers multiply.
 *
 * @param caller who runs the client
 * @param callerAttempts how often, at most; {@code null} where only the event's age ends it
 * @param needs what the caller's own limit has to be at least, {@code null} where the client may
 *     wait for ever
 * @param clientAttemptsNow how often the client attempts a call with its own settings
 * @param clientAttempts how often it does with the recommended ones
 * @param runsPerRequest how often Lambda itself runs the function for one request that it accepted
 */
public record Chain(
    CallerLimit caller,
    @Nullable Integer callerAttempts,
    @Nullable Duration needs,
    int clientAttemptsNow,
    int clientAttempts,
    int runsPerRequest) {

  /**
   * How many times its consumer's timeout a queue's visibility timeout is to be: what is invisible
   * for less is delivered again while the first delivery waits for a slot.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">
   *     Configuring an SQS event source</a>, checked 2026-11-23
   */
  static final int VISIBILITY_FACTOR = 6;

  /**
   * The chain of a recommendation.
   *
   * @param asynchronous whether the recommended call hands its event over to Lambda's own queue,
   *     which runs the function again when it fails
   */
  public static Chain of(
      CallerLimit caller, Client now, Client then, boolean asynchronous, AsyncSettings queue) {
    return new Chain(
        caller,
        caller.mostAttempts(),
        needs(caller, CallerTimeout.of(then)),
        now.retries().maxAttempts(),
        then.retries().maxAttempts(),
        asynchronous ? 1 + queue.retries() : 1);
  }

  /**
   * What the caller's limit has to be for calls that take so long at worst. A message has to stay
   * invisible for six times as long as its consumer may take, its own code included.
   */
  static @Nullable Duration needs(@Nullable CallerLimit caller, CallerTimeout call) {
    @Nullable Duration worst = call.worstCase();
    return caller == null || worst == null || caller.kind() != CallerKind.SQS
        ? worst
        : worst.plus(CallerTimeout.MARGIN).multipliedBy(VISIBILITY_FACTOR);
  }

  /**
   * Whether the caller waits so long, or can be told to: the visibility timeout of a queue is a
   * setting as any other.
   */
  static boolean canWait(CallerLimit caller, Duration needed) {
    @Nullable Duration limit = caller.limit();
    return caller.kind() == CallerKind.SQS
        ? caller.kind().canWait(needed)
        : limit == null || needed.compareTo(limit) <= 0;
  }

  /** Executions that one event causes at most with the client's own settings. */
  public @Nullable Long executionsNow() {
    return executions(clientAttemptsNow, 1);
  }

  /** Executions that one event causes at most with the recommended settings. */
  public @Nullable Long executions() {
    return executions(clientAttempts, runsPerRequest);
  }

  private @Nullable Long executions(int attempts, int runs) {
    return callerAttempts == null ? null : (Long) ((long) callerAttempts * attempts * runs);
  }

  /** {@code 3 by the caller × 1 by the client = 3}; what Lambda adds is a factor of its own. */
  public String inNumbers() {
    @Nullable Long product = executions();
    return "%s × %d by the client%s = %s"
        .formatted(
            callerAttempts == null
                ? "as often as the event comes back"
                : "%,d by the caller".formatted(callerAttempts),
            clientAttempts,
            runsPerRequest == 1 ? "" : " × %d by Lambda's own queue".formatted(runsPerRequest),
            product == null ? "no limit" : "%,d".formatted(product));
  }
}
