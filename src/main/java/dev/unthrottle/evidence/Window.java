package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time that evidence is taken from.
 *
 * @param from its beginning, included
 * @param to its end, excluded
 */
public record Window(Instant from, Instant to) {

  /** Refuses an empty window. */
  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "A window begins before it ends. Found: %s to %s".formatted(from, to));
    }
  }

  /** The stretch of {@code length} that ends at {@code end}. */
  public static Window endingAt(Instant end, Duration length) {
    return new Window(end.minus(length), end);
  }

  /** Its length. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
