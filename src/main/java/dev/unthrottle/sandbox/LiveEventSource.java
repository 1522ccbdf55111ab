package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Invocation;
import dev.unthrottle.simulation.Poller;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * An event source mapping in real time: batches arrive at random, and run as a poller lets them.
 */
final class LiveEventSource implements Runnable {

  private final FunctionName target;
  private final FunctionSetup.EventSource source;
  private final Engine engine;
  private final Ids ids;
  private final RandomGenerator random;
  private final ExecutorService threads;
  private final Poller poller;

  LiveEventSource(
      String function,
      FunctionSetup.EventSource source,
      Engine engine,
      RandomGenerator random,
      ExecutorService threads) {
    this.target = new FunctionName(function, source.qualifier());
    this.source = source;
    this.engine = engine;
    this.ids = new Ids(random);
    this.random = random;
    this.threads = threads;
    this.poller = new Poller(source.polling(), System.nanoTime());
  }

  /** Lets batches arrive until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(untilNextBatch());
        arrive();
      }
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }

  /** Exponentially distributed, {@code 1 / rate} on average. */
  private Duration untilNextBatch() {
    return Duration.ofNanos((long) (random.nextExponential() / source.perSecond() * 1e9));
  }

  private synchronized void arrive() {
    poller.batchArrives(System.nanoTime());
    poll();
  }

  private synchronized void poll() {
    while (poller.tryBegin(System.nanoTime())) {
      switch (engine.invoke(target, Invocation.EVENT_SOURCE, ids.requestId())) {
        case Admission.Admitted admitted -> {
          var _ = admitted.ended().thenRun(this::end);
        }
        case Admission.Refused _ -> refuse();
      }
    }
  }

  private synchronized void end() {
    poller.batchEnds();
    poll();
  }

  private void refuse() {
    poller.batchRefused(System.nanoTime());
    threads.execute(this::comeBack);
  }

  private void comeBack() {
    try {
      Thread.sleep(source.visibility());
      arrive();
    } catch (InterruptedException | RejectedExecutionException _) {
      // The sandbox is being closed.
      Thread.currentThread().interrupt();
    }
  }
}
