package dev.unthrottle.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The queue behind asynchronous invocations. A refused event is tried again for up to 6 hours, at
 * first after 1 s and then ever more seldom, at least every 5 minutes; an execution that fails is
 * repeated after 1 minute and again after 2. With reserved concurrency 0 an event is dropped at
 * once. Simplified: no jitter, no destinations or dead-letter queues, no metrics of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>, checked 2026-11-22
 */
final class AsyncQueue {

  private static final Duration MAXIMUM_AGE = Duration.ofHours(6);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int RETRIES_OF_FAILURES = 2;

  private final Engine engine;
  private final InstantSource clock;
  private final ExecutorService threads;

  AsyncQueue(Engine engine, InstantSource clock, ExecutorService threads) {
    this.engine = engine;
    this.clock = clock;
    this.threads = threads;
  }

  /** Takes an event; all its attempts carry the same request id. */
  void accept(String function, String requestId) {
    threads.execute(() -> deliver(function, requestId));
  }

  private void deliver(String function, String requestId) {
    Instant deadline = clock.instant().plus(MAXIMUM_AGE);
    try {
      for (int failures = 0; failures <= RETRIES_OF_FAILURES; failures++) {
        Thread.sleep(Duration.ofMinutes(failures));
        if (!failedOnce(function, requestId, deadline)) {
          return;
        }
      }
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed, and its queue with it.
      Thread.currentThread().interrupt();
    }
  }

  /** Executes the function once a slot is free; whether that execution failed. */
  private boolean failedOnce(String function, String requestId, Instant deadline)
      throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (!isStopped(function) && clock.instant().isBefore(deadline)) {
      if (engine.invoke(function, requestId) instanceof Admission.Admitted admitted) {
        return FunctionAnswer.isError(admitted.ended().join());
      }
      Thread.sleep(wait);
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
    }
    return false;
  }

  private boolean isStopped(String function) {
    Integer reserved = engine.withLimit(limit -> limit.reserved(function));
    return reserved != null && reserved == 0;
  }
}
