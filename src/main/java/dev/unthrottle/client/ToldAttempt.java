package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * One failure that an error text tells of.
 *
 * @param number the attempt's number within its call, from 1; {@code null} where the text has none,
 *     and then it may stand for several attempts that ended alike
 * @param outcome how it ended
 */
public record ToldAttempt(@Nullable Integer number, AttemptOutcome outcome) {

  /** Refuses numbers below 1. */
  public ToldAttempt {
    if (number != null && number < 1) {
      throw new IllegalArgumentException("Attempts are counted from 1. Found: " + number);
    }
  }

  /** Whether both ended alike: both unheard, or both in the same way. */
  boolean endedLike(ToldAttempt other) {
    return outcome == other.outcome || (outcome.hungUp() && other.outcome.hungUp());
  }
}
