package dev.unthrottle.simulation;

import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Jitter;
import java.time.Duration;

/** When Lambda's queue of asynchronous events tries a refused one again. */
public final class AsyncRetries {

  /**
   * After 1 s, and ever more seldom, at least every 5 minutes; jitter isn't documented.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
   *     Lambda handles errors and retries with asynchronous invocation</a>, checked 2026-11-22
   */
  public static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), Jitter.NONE);

  private AsyncRetries() {}
}
