package dev.unthrottle.app;

import dev.unthrottle.diagnosis.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Renews a lease from a thread of its own, three times as often as it must be, until closed. */
final class Heartbeat implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);

  private Heartbeat() {}

  /** Starts to renew; it ends by itself when {@code renewal} says that the lease is lost. */
  static Heartbeat start(Duration lease, BooleanSupplier renewal) {
    var heartbeat = new Heartbeat();
    Thread.ofVirtual().name("heartbeat").start(() -> heartbeat.beat(lease, renewal));
    return heartbeat;
  }

  private void beat(Duration lease, BooleanSupplier renewal) {
    try {
      while (!closed.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        if (!renewed(renewal)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A store that can't be reached may be reached the next time. */
  private static boolean renewed(BooleanSupplier renewal) {
    try {
      return renewal.getAsBoolean();
    } catch (StoreException e) {
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
