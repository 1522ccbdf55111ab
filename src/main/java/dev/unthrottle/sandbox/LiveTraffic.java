package dev.unthrottle.sandbox;

import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryState;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/** Other callers: a Poisson stream of calls in real time, each with the client's own patience. */
final class LiveTraffic implements Runnable {

  private final Traffic traffic;
  private final RetryHint hint;
  private final Engine engine;
  private final AsyncQueue queue;
  private final Ids ids;
  private final RandomGenerator random;
  private final ExecutorService threads;
  private final RetryState shared;

  LiveTraffic(
      Traffic traffic,
      RetryHint hint,
      Engine engine,
      AsyncQueue queue,
      RandomGenerator random,
      ExecutorService threads) {
    this.traffic = traffic;
    this.hint = hint;
    this.engine = engine;
    this.queue = queue;
    this.ids = new Ids(random);
    this.random = random;
    this.threads = threads;
    this.shared = newClient();
  }

  /** Calls until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(untilNextCall());
        call();
      }
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }

  /** Exponentially distributed, {@code 1 / rate} on average. */
  private Duration untilNextCall() {
    return Duration.ofNanos((long) (random.nextExponential() / traffic.perSecond() * 1e9));
  }

  private void call() {
    switch (traffic.invocation()) {
      case SYNC ->
          threads.execute(
              new LiveCall(
                  traffic.target(),
                  hint,
                  traffic.client(),
                  engine,
                  ids,
                  random,
                  traffic.client().id().isProcessPerCall() ? newClient() : shared));
      case ASYNC -> queue.accept(traffic.target(), ids.requestId());
      case EVENT_SOURCE -> throw new IllegalStateException("Event sources poll by themselves");
    }
  }

  private RetryState newClient() {
    return new RetryState(traffic.client().retries(), System.nanoTime());
  }
}
