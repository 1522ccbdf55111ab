package dev.unthrottle.simulation;

import java.time.Duration;

/**
 * What lies between a client and Lambda.
 *
 * @param connect the time to establish a connection
 * @param roundTrip from the request's sending to the answer's arrival, without the function's own
 *     time
 */
public record Network(Duration connect, Duration roundTrip) {

  /** No distance at all. */
  public static final Network NONE = new Network(Duration.ZERO, Duration.ZERO);

  /** Refuses negative times. */
  public Network {
    if (connect.isNegative() || roundTrip.isNegative()) {
      throw new IllegalArgumentException(
          "Network times are not negative. Found: %s, %s".formatted(connect, roundTrip));
    }
  }
}
