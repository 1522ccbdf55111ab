package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.AsyncRetries;
import dev.unthrottle.simulation.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The queue behind asynchronous invocations. A refused event is tried again for up to 6 hours, as
 * {@link AsyncRetries} says; an execution that fails is repeated after 1 minute and again after 2.
 * With reserved concurrency 0 an event is dropped at once. Simplified: no jitter, no destinations
 * or dead-letter queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>, checked 2026-11-22
 */
final class AsyncQueue {

  private final Engine engine;
  private final Ledger ledger;
  private final InstantSource clock;
  private final ExecutorService threads;

  AsyncQueue(Engine engine, Ledger ledger, InstantSource clock, ExecutorService threads) {
    this.engine = engine;
    this.ledger = ledger;
    this.clock = clock;
    this.threads = threads;
  }

  /** Takes an event; all its attempts carry the same request id. */
  void accept(FunctionName function, String requestId) {
    Instant accepted = clock.instant();
    ledger.asyncReceived(function.name(), accepted);
    threads.execute(() -> deliver(function, requestId, accepted));
  }

  private void deliver(FunctionName function, String requestId, Instant accepted) {
    FunctionSetup.Async rules = engine.deployed(function.name()).spec.setup().effectiveAsync();
    try {
      for (int failures = 0; failures <= rules.retries(); failures++) {
        Thread.sleep(Duration.ofMinutes(failures));
        if (!failedOnce(function, requestId, accepted, accepted.plus(rules.maximumAge()))) {
          return;
        }
      }
      ledger.asyncDropped(function.name(), clock.instant());
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed, and its queue with it.
      Thread.currentThread().interrupt();
    }
  }

  /** Executes the function once a slot is free; whether that execution failed. */
  private boolean failedOnce(
      FunctionName function, String requestId, Instant accepted, Instant deadline)
      throws InterruptedException {
    for (int retry = 1;
        !isStopped(function.name()) && clock.instant().isBefore(deadline);
        retry++) {
      if (engine.invoke(function, Invocation.ASYNC, requestId)
          instanceof Admission.Admitted admitted) {
        Instant now = clock.instant();
        ledger.asyncStarted(function.name(), now, Duration.between(accepted, now));
        return FunctionAnswer.isError(admitted.ended().join());
      }
      Thread.sleep(Duration.ofNanos(AsyncRetries.BACKOFF.delayNanos(retry, 0)));
    }
    ledger.asyncDropped(function.name(), clock.instant());
    return false;
  }

  private boolean isStopped(String function) {
    Integer reserved = engine.withLimit(limit -> limit.reserved(function));
    return reserved != null && reserved == 0;
  }
}
