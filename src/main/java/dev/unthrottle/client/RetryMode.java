package dev.unthrottle.client;

import java.util.Locale;

/** The retry modes that AWS clients know ({@code AWS_RETRY_MODE}). */
public enum RetryMode {
  /** Each client's own behaviour from before the modes were standardized. */
  LEGACY,
  /** Attempts, backoff and quota as the AWS SDKs share them. */
  STANDARD,
  /** {@link #STANDARD} plus a client-side rate limiter. */
  ADAPTIVE;

  /** The value that {@code AWS_RETRY_MODE} takes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
