package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.RetryPolicy;
import java.util.Set;
import java.util.stream.Collectors;

/** Mistakes that a catalogue could hold, and that the comparison has to find. */
enum WrongCatalogue {
  ONE_ATTEMPT_MORE("requests") {
    @Override
    RetryPolicy of(RetryPolicy right) {
      return right.withMaxAttempts(right.maxAttempts() + 1);
    }
  },

  NO_RETRY_AFTER_A_READ_TIMEOUT("requests") {
    @Override
    RetryPolicy of(RetryPolicy right) {
      Set<AttemptOutcome> retried =
          right.retried().stream()
              .filter(outcome -> outcome != AttemptOutcome.READ_TIMEOUT)
              .collect(Collectors.toSet());
      return policy(right, retried, right.transientBackoff(), right.throttlingBackoff());
    }
  },

  NO_RETRY_AFTER_A_REFUSAL("requests") {
    @Override
    RetryPolicy of(RetryPolicy right) {
      Set<AttemptOutcome> retried =
          right.retried().stream()
              .filter(outcome -> outcome != AttemptOutcome.REFUSED)
              .collect(Collectors.toSet());
      return policy(right, retried, right.transientBackoff(), right.throttlingBackoff());
    }
  },

  /** No single gap is too short for a backoff that begins at zero; all of them together are. */
  TEN_TIMES_THE_BACKOFF("jitter") {
    @Override
    RetryPolicy of(RetryPolicy right) {
      return policy(
          right,
          right.retried(),
          scaled(right.transientBackoff()),
          scaled(right.throttlingBackoff()));
    }
  };

  private static final int TEN = 10;

  private final String found;

  WrongCatalogue(String found) {
    this.found = found;
  }

  /** The policy with this mistake. */
  abstract RetryPolicy of(RetryPolicy right);

  /** The client with this mistake. */
  Client of(Client right) {
    return new Client(
        right.id(),
        right.version(),
        right.variant(),
        right.timeouts(),
        of(right.retries()),
        right.tcpKeepAlive());
  }

  /** What has to be different. */
  String found() {
    return found;
  }

  private static Backoff scaled(Backoff right) {
    return new Backoff(
        right.base().multipliedBy(TEN),
        right.factor(),
        right.cap(),
        right.jitter(),
        right.capping(),
        right.firstRetry());
  }

  private static RetryPolicy policy(
      RetryPolicy right, Set<AttemptOutcome> retried, Backoff afterFailure, Backoff afterRefusal) {
    return new RetryPolicy(
        right.mode(),
        right.maxAttempts(),
        retried,
        afterFailure,
        afterRefusal,
        right.hints(),
        right.quota(),
        right.sendRate());
  }
}
