package dev.unthrottle.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How long establishing a connection takes, tried a few times; invokes nothing. */
final class Measuring {

  /** How many connections are timed. */
  static final int CONNECTIONS = 5;

  private Measuring() {}

  /**
   * Times the connections, one after another, and puts each time into {@code times} at once.
   *
   * @throws StoppedException if there is none
   */
  static void connections(Invoker invoker, List<ConnectTime> times) throws StoppedException {
    for (int i = 0; i < CONNECTIONS; i++) {
      try {
        times.add(invoker.connect(Patience.CONNECT_LIMIT));
      } catch (IOException failure) {
        throw new StoppedException(
            "Stopped in measure: no connection to the function's endpoint within %d s (%s). Nothing"
                    .formatted(Patience.CONNECT_LIMIT.toSeconds(), failure)
                + " was invoked.");
      }
    }
  }

  /** The longest that all of it can take. */
  static Duration longestConnecting() {
    return Patience.CONNECT_LIMIT.multipliedBy(CONNECTIONS);
  }
}
