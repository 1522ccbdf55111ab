package dev.unthrottle.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda does with asynchronous events of a function. Refused ones are tried again until they
 * are too old, whatever {@code retries} says: that counts executions that failed.
 *
 * @param retries how often an event is tried again after an execution failed, 0 to 2
 * @param maximumAge when an event is given up, 60 s to 6 h
 * @param onFailure the ARN that events which were given up are sent to, {@code null} for none
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>, checked 2026-11-22
 */
public record AsyncSettings(int retries, Duration maximumAge, @Nullable String onFailure) {

  private static final int MOST_RETRIES = 2;
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(60);
  private static final Duration LONGEST_AGE = Duration.ofHours(6);

  /** What holds where nothing was configured. */
  public static final AsyncSettings DEFAULT = new AsyncSettings(MOST_RETRIES, LONGEST_AGE, null);

  /** Refuses what Lambda refuses. */
  public AsyncSettings {
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new IllegalArgumentException(
          "An asynchronous event is tried again 0 to 2 times. Found: " + retries);
    }
    if (maximumAge.compareTo(SHORTEST_AGE) < 0 || maximumAge.compareTo(LONGEST_AGE) > 0) {
      throw new IllegalArgumentException(
          "An asynchronous event is given up after 60 s to 6 h. Found: " + maximumAge);
    }
  }
}
