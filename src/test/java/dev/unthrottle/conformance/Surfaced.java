package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a real client's caller got.
 *
 * @param kind which kind of outcome it is
 * @param error the error as the client words it, {@code null} if it was answered
 */
record Surfaced(Kind kind, @Nullable String error) {

  /** The kinds of outcome that a caller can tell apart. */
  enum Kind {
    ANSWERED,
    REFUSED,
    TIMEOUT,
    OTHER;

    /** What the caller gets to see of an attempt that ended so and was the last. */
    static Kind of(AttemptOutcome outcome) {
      if (outcome.hungUp()) {
        return TIMEOUT;
      }
      return switch (outcome) {
        case ANSWERED -> ANSWERED;
        case REFUSED -> REFUSED;
        default -> OTHER;
      };
    }
  }
}
