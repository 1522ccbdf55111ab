package dev.unthrottle.client;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a client tries again, and how long it waits before it does. Immutable; what a client
 * remembers between calls is its {@link RetryState}.
 *
 * @param mode the retry mode it implements
 * @param maxAttempts all attempts of a call, the first included; at least 1
 * @param retried the outcomes after which it tries again
 * @param transientBackoff before a retry after anything but a 429
 * @param throttlingBackoff before a retry after a 429
 * @param hints what it makes of a wait that the service asks for
 * @param quota what retries draw on, or {@code null} for no limit
 * @param sendRate how it limits its own rate, in {@link RetryMode#ADAPTIVE} and nowhere else
 */
public record RetryPolicy(
    RetryMode mode,
    int maxAttempts,
    Set<AttemptOutcome> retried,
    Backoff transientBackoff,
    Backoff throttlingBackoff,
    HintUse hints,
    @Nullable RetryQuota quota,
    @Nullable SendRate sendRate) {

  private static final Set<AttemptOutcome> NEVER_RETRIED =
      Set.of(AttemptOutcome.ANSWERED, AttemptOutcome.CALL_TIMEOUT, AttemptOutcome.REJECTED);

  /**
   * Refuses a policy without a first attempt, one that retries what no client retries, and one
   * whose mode and rate limit don't belong together.
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts counts the first attempt, so it is at least 1. Found: " + maxAttempts);
    }
    if ((mode == RetryMode.ADAPTIVE) != (sendRate != null)) {
      throw new IllegalArgumentException(
          "Adaptive mode, and no other, limits the send rate. Found: %s with %s"
              .formatted(mode.id(), sendRate));
    }
    retried = Set.copyOf(retried);
    for (AttemptOutcome outcome : retried) {
      if (NEVER_RETRIED.contains(outcome)) {
        throw new IllegalArgumentException("No client retries after " + outcome.id());
      }
    }
  }

  /**
   * Whether attempt {@code attempt} (from 1), having ended so, is followed by another, quota
   * permitting.
   */
  public boolean retries(int attempt, AttemptOutcome outcome) {
    return attempt < maxAttempts && retried.contains(outcome);
  }

  /** The backoff that follows {@code outcome}. */
  public Backoff backoffAfter(AttemptOutcome outcome) {
    return outcome == AttemptOutcome.REFUSED ? throttlingBackoff : transientBackoff;
  }

  /**
   * The wait before retry {@code retry} (from 1) after {@code outcome}.
   *
   * @param hint what the service asked for
   * @param drawn a random number from [0, 1)
   */
  public long delayNanos(int retry, AttemptOutcome outcome, RetryHint hint, double drawn) {
    return hints.delayNanos(backoffAfter(outcome).delayNanos(retry, drawn), hint);
  }

  /**
   * The longest that all backoffs of one call can take together, without hints of the service and
   * without the send rate of adaptive mode.
   */
  public Duration longestBackoffs() {
    Duration sum = Duration.ZERO;
    for (int retry = 1; retry < maxAttempts; retry++) {
      Duration afterTransient = transientBackoff.longest(retry);
      Duration afterThrottling = throttlingBackoff.longest(retry);
      sum =
          sum.plus(
              afterTransient.compareTo(afterThrottling) > 0 ? afterTransient : afterThrottling);
    }
    return sum;
  }

  /** The same policy with another limit of attempts. */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(
        mode, attempts, retried, transientBackoff, throttlingBackoff, hints, quota, sendRate);
  }

  /** The same policy with another use of hints. */
  RetryPolicy withHints(HintUse use) {
    return new RetryPolicy(
        mode, maxAttempts, retried, transientBackoff, throttlingBackoff, use, quota, sendRate);
  }
}
