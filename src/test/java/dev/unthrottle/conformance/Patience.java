package dev.unthrottle.conformance;

import dev.unthrottle.client.RetryPolicy;
import java.time.Duration;

/** How a client's read timeout compares with the time that the function runs. */
enum Patience {
  /** The client waits long enough. */
  ABOVE("above the duration") {
    @Override
    Duration duration(Duration readTimeout, RetryPolicy retries) {
      return Duration.ofMillis(300);
    }
  },

  /** The run ends while the client still retries: what happens depends on the jitter. */
  BELOW("below the duration") {
    @Override
    Duration duration(Duration readTimeout, RetryPolicy retries) {
      return readTimeout.plusMillis(450);
    }
  },

  /** The run outlasts all that the client does, however long it backs off. */
  FAR_BELOW("far below the duration") {
    @Override
    Duration duration(Duration readTimeout, RetryPolicy retries) {
      return readTimeout
          .plus(A_SLOW_MACHINE)
          .multipliedBy(retries.maxAttempts())
          .plus(retries.longestBackoffs());
    }
  };

  /** What a busy machine may add to each attempt. */
  private static final Duration A_SLOW_MACHINE = Duration.ofMillis(600);

  private final String words;

  Patience(String words) {
    this.words = words;
  }

  /** The read timeout of a client whose shortest is given. */
  Duration readTimeout(Duration shortest) {
    return this == ABOVE ? Duration.ofSeconds(10) : shortest;
  }

  /** How long the function runs. */
  abstract Duration duration(Duration readTimeout, RetryPolicy retries);

  @Override
  public String toString() {
    return "read timeout " + words;
  }
}
