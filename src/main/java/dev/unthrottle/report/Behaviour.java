package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Prints;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a client does, in words that text and JSON share. */
final class Behaviour {

  /** So many waits are shown one by one. */
  private static final int MOST_WAITS = 4;

  private Behaviour() {}

  /**
   * The ends of an attempt after which some clients try again, as far as this one can meet them.
   */
  static List<AttemptOutcome> ends(Timeouts timeouts) {
    return Arrays.stream(AttemptOutcome.values())
        .filter(outcome ->
            switch (outcome) {
              case REFUSED, CONNECTION_FAILED, SERVER_ERROR -> true;
              case CONNECT_TIMEOUT -> timeouts.connect() != null;
              case READ_TIMEOUT -> timeouts.read() != null;
              case ATTEMPT_TIMEOUT -> timeouts.attempt() != null;
              case ANSWERED, CALL_TIMEOUT, REJECTED -> false;
            })
        .toList();
  }

  /** What is done after {@code outcome}: {@code retried after 0–1 s, then 0–2 s, for 5}. */
  static String after(RetryPolicy retries, AttemptOutcome outcome) {
    if (retries.maxAttempts() == 1 || !retries.retries(1, outcome)) {
      return "not retried";
    }
    String cost =
        retries.quota() == null ? "" : ", for %d".formatted(retries.quota().cost(outcome));
    return "retried after " + waits(retries, outcome) + cost;
  }

  private static String waits(RetryPolicy retries, AttemptOutcome outcome) {
    Backoff backoff = retries.backoffAfter(outcome);
    int last = retries.maxAttempts() - 1;
    String shown =
        IntStream.rangeClosed(1, Math.min(last, MOST_WAITS))
            .mapToObj(retry -> wait(backoff, retry))
            .collect(Collectors.joining(", then "));
    return last <= MOST_WAITS
        ? shown
        : "%s and so on up to %s".formatted(shown, wait(backoff, last));
  }

  private static String wait(Backoff backoff, int retry) {
    Duration shortest = backoff.shortest(retry);
    Duration longest = backoff.longest(retry);
    return shortest.equals(longest)
        ? Figures.duration(longest)
        : "%s–%s"
            .formatted(
                shortest.isZero() ? "0" : Figures.duration(shortest), Figures.duration(longest));
  }

  /** What the user sees if the last attempt has no answer in time, if that can happen. */
  static Optional<String> readTimeoutText(RetryPolicy retries, Timeouts timeouts, Prints prints) {
    Duration patience = timeouts.patience();
    return patience == null
        ? Optional.empty()
        : prints.readTimeout(retries.maxAttempts(), patience);
  }
}
