package dev.unthrottle.sandbox;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryState;
import dev.unthrottle.simulation.Invocation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One call of a simulated client in real time: attempts, timeouts, backoff, quota and send rate.
 */
final class LiveCall implements Runnable {

  private final FunctionName function;
  private final RetryHint hint;
  private final Client client;
  private final Engine engine;
  private final Ids ids;
  private final RandomGenerator random;
  private final RetryState memory;
  private final long startNanos = System.nanoTime();

  LiveCall(
      FunctionName function,
      RetryHint hint,
      Client client,
      Engine engine,
      Ids ids,
      RandomGenerator random,
      RetryState memory) {
    this.function = function;
    this.hint = hint;
    this.client = client;
    this.engine = engine;
    this.ids = ids;
    this.random = random;
    this.memory = memory;
  }

  @Override
  public void run() {
    try {
      attempts();
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }

  private void attempts() throws InterruptedException {
    Thread.sleep(Duration.ofNanos(delayBeforeCallNanos()));
    int lastCost = 0;
    for (int attempt = 1; ; attempt++) {
      awaitSendRate();
      AttemptOutcome outcome = attempt();
      long wait;
      synchronized (memory) {
        memory.attemptEnded(outcome, System.nanoTime());
        if (!memory.retries(attempt, outcome)) {
          memory.callEnded(outcome, lastCost);
          return;
        }
        lastCost = memory.pay(outcome);
        wait = delayBeforeRetryNanos(attempt, outcome);
      }
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  private long delayBeforeCallNanos() {
    synchronized (memory) {
      return memory.delayBeforeCallNanos(System.nanoTime());
    }
  }

  private long delayBeforeRetryNanos(int attempt, AttemptOutcome outcome) {
    RetryHint told = outcome == AttemptOutcome.REFUSED ? hint : RetryHint.NONE;
    return memory.delayBeforeRetryNanos(
        attempt, outcome, told, random.nextDouble(), System.nanoTime());
  }

  private void awaitSendRate() throws InterruptedException {
    for (long wait = delayBeforeSendingNanos(); wait > 0; wait = delayBeforeSendingNanos()) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  private long delayBeforeSendingNanos() {
    synchronized (memory) {
      return memory.delayBeforeSendingNanos(System.nanoTime());
    }
  }

  private AttemptOutcome attempt() throws InterruptedException {
    return switch (engine.invoke(function, Invocation.SYNC, ids.requestId())) {
      case Admission.Refused _ -> AttemptOutcome.REFUSED;
      case Admission.Admitted admitted -> await(admitted.ended());
    };
  }

  private AttemptOutcome await(CompletableFuture<Run> answer) throws InterruptedException {
    Duration patience = patience();
    try {
      if (patience == null) {
        Run _ = answer.get();
      } else {
        Run _ = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      }
      return AttemptOutcome.ANSWERED;
    } catch (TimeoutException _) {
      return callIsOver() ? AttemptOutcome.CALL_TIMEOUT : AttemptOutcome.READ_TIMEOUT;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Duration patience() {
    Duration patience = client.timeouts().patience();
    Duration left = leftOfCall();
    return left != null && (patience == null || left.compareTo(patience) < 0) ? left : patience;
  }

  private boolean callIsOver() {
    Duration left = leftOfCall();
    return left != null && !left.isPositive();
  }

  private @Nullable Duration leftOfCall() {
    Duration limit = client.timeouts().call();
    return limit == null ? null : limit.minusNanos(System.nanoTime() - startNanos);
  }
}
