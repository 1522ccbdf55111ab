package dev.unthrottle.app.cli;

import java.util.concurrent.CountDownLatch;

/** Waits for Ctrl-C. */
final class Interruption {

  private Interruption() {}

  /** Never returns: when the process is told to end, {@code cleanUp} runs and it ends. */
  static void await(Runnable cleanUp) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(cleanUp));
    new CountDownLatch(1).await();
  }
}
