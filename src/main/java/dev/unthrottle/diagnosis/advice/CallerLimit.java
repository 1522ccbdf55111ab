package dev.unthrottle.diagnosis.advice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the call, how long it may take for them, and how often they repeat it.
 *
 * @param kind what runs the client
 * @param timeout its own limit, or {@code null} where it has none or it isn't known
 * @param attempts how often it runs the client for one event, the first time included; {@code null}
 *     for what its kind does by default
 */
public record CallerLimit(CallerKind kind, @Nullable Duration timeout, @Nullable Integer attempts) {

  /** Refuses a limit that isn't positive or that this kind can't have, and no attempt at all. */
  public CallerLimit {
    if (timeout != null && !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "A caller's timeout is longer than zero. Found: " + timeout);
    }
    if (timeout != null && !kind.canWait(timeout)) {
      throw new IllegalArgumentException(
          "%s waits %s at most. Found: %s".formatted(kind.id(), kind.ceiling(), timeout));
    }
    if (attempts != null && attempts < 1) {
      throw new IllegalArgumentException(
          "A caller's attempts count the first, so there is at least 1. Found: " + attempts);
    }
  }

  /**
   * How long the caller can wait: its own timeout, else the limit that its kind has; {@code null}
   * for no known limit.
   */
  public @Nullable Duration limit() {
    return timeout != null ? timeout : kind.limit();
  }

  /**
   * How often it runs the client for one event, at most; {@code null} where nothing but the age of
   * the event ends it.
   */
  public @Nullable Integer mostAttempts() {
    return attempts != null ? attempts : kind.attempts();
  }

  /** Where {@link #limit} comes from: {@code given}, or the page that documents it. */
  public String limitSource() {
    return timeout != null ? "given" : kind.limitSource();
  }

  /** Why there are {@link #mostAttempts}, one clause. */
  public String attemptsBecause() {
    return attempts != null ? "as given" : kind.attemptsBecause();
  }
}
