package dev.unthrottle.conformance;

import dev.unthrottle.client.RetryHint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What refusals say about when to come back. */
enum Hint {
  /** Nothing, as Lambda's do. */
  NONE(null, null, "", ""),
  /** The header that Lambda's API documents. */
  RETRY_AFTER(Duration.ofSeconds(3), null, ", retryAfter: 3s", ", Retry-After: 3"),
  /** The header of the retry behaviour of 2026. */
  AMZ_RETRY_AFTER(
      null, Duration.ofMillis(2500), ", amzRetryAfter: 2500ms", ", x-amz-retry-after: 2500");

  private final @Nullable Duration retryAfter;
  private final @Nullable Duration amzRetryAfter;
  private final String yaml;
  private final String words;

  Hint(@Nullable Duration retryAfter, @Nullable Duration amzRetryAfter, String yaml, String words) {
    this.retryAfter = retryAfter;
    this.amzRetryAfter = amzRetryAfter;
    this.yaml = yaml;
    this.words = words;
  }

  /** As the simulation has it. */
  RetryHint hint() {
    return new RetryHint(retryAfter, amzRetryAfter);
  }

  /** As the scenario of a sandbox has it. */
  String yaml() {
    return yaml;
  }

  @Override
  public String toString() {
    return words;
  }
}
