package dev.unthrottle.conformance;

import java.time.Duration;
import java.util.List;

/**
 * How much later than its read timeout says a client hangs up.
 *
 * @param least at least
 * @param most at most
 */
record Lateness(Duration least, Duration most) {

  /** As punctual as a timer. */
  static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO);

  /** The range of it. */
  Duration range() {
    return most.minus(least);
  }

  /** Some that stand for all. */
  List<Duration> samples() {
    return range().isZero()
        ? List.of(most)
        : List.of(least, least.plus(range().dividedBy(2)), most);
  }
}
