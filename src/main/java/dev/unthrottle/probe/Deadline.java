package dev.unthrottle.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When a probe has to be over, if it has to.
 *
 * @param clock tells the time
 * @param at when; {@code null} for never
 */
record Deadline(InstantSource clock, @Nullable Instant at) {

  /** Kept free after an attempt, for a look at what became of it. */
  static final Duration LAST_LOOK = Duration.ofSeconds(3);

  /** Whether something that takes so long, and a last look, would be over in time. */
  boolean allows(Duration length) {
    Duration left = left();
    return left == null || length.compareTo(left) <= 0;
  }

  /** How long an attempt may last, not negative; {@code null} for as long as it takes. */
  @Nullable Duration left() {
    if (at == null) {
      return null;
    }
    Duration left = Duration.between(clock.instant(), at).minus(LAST_LOOK);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The earlier of {@code until} and the deadline itself. */
  Instant orSooner(Instant until) {
    return at != null && at.isBefore(until) ? at : until;
  }

  /** Whether it has passed, but for the time of a last look. */
  boolean near() {
    Duration left = left();
    return left != null && left.isZero();
  }
}
