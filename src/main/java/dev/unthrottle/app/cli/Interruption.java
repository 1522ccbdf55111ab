package dev.unthrottle.app.cli;

import java.util.concurrent.CountDownLatch;

/** Waits for Ctrl-C, and lets the command clean up before the process ends. */
final class Interruption {

  /** Cleaning up means to close sockets. */
  private static final long PATIENCE_MILLIS = 2_000;

  private Interruption() {}

  static void await() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    Thread command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, command)));
    stop.await();
  }

  private static void stopAndWait(CountDownLatch stop, Thread command) {
    stop.countDown();
    try {
      command.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
