package dev.unthrottle.probe;

import java.time.Duration;

/** Lets time pass. The clock that goes with it tells how much did. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits.
   *
   * @throws InterruptedException if the waiting was cut short
   */
  void sleep(Duration length) throws InterruptedException;
}
