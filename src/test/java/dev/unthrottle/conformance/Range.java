package dev.unthrottle.conformance;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Bounds of a duration.
 *
 * @param shortest the shortest that it may be
 * @param longest the longest that it may be
 */
record Range(Duration shortest, Duration longest) {

  /** From the least of these to the most, of which there is one at least. */
  static Range of(List<Long> nanos) {
    return new Range(
        Duration.ofNanos(Collections.min(nanos)), Duration.ofNanos(Collections.max(nanos)));
  }

  /** Whether a duration is within the bounds. */
  boolean has(Duration duration, Duration tooShortBy, Duration tooLongBy) {
    return duration.compareTo(shortest.minus(tooShortBy)) >= 0
        && duration.compareTo(longest.plus(tooLongBy)) <= 0;
  }

  @Override
  public String toString() {
    return "%d to %d ms".formatted(shortest.toMillis(), longest.toMillis());
  }
}
