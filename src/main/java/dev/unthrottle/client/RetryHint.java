package dev.unthrottle.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to come back, as the service says in the headers of a refusal. Lambda's API documents the
 * first; neither was ever seen in an answer of its (2026-11-22).
 *
 * @param retryAfter the header {@code Retry-After}, in seconds on the wire; {@code null} if absent
 * @param amzRetryAfter the header {@code x-amz-retry-after}, in milliseconds on the wire; {@code
 *     null} if absent
 */
public record RetryHint(@Nullable Duration retryAfter, @Nullable Duration amzRetryAfter) {

  /** No such header. */
  public static final RetryHint NONE = new RetryHint(null, null);

  /** Refuses negative waits. */
  public RetryHint {
    if ((retryAfter != null && retryAfter.isNegative())
        || (amzRetryAfter != null && amzRetryAfter.isNegative())) {
      throw new IllegalArgumentException(
          "Nobody can come back earlier than now. Found: %s, %s"
              .formatted(retryAfter, amzRetryAfter));
    }
  }
}
