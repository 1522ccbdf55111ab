package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt of a probe waits, and what it is called when that is over. The client's own
 * limits apply, and two of the probe's, so that it always ends: one for connecting, and one for an
 * answer that can't come any more because no execution lasts so long.
 *
 * @param connect for a connection
 * @param answer for an answer, once connected
 * @param whenNoAnswer how the attempt ended if that passes without one
 */
record Patience(Duration connect, Duration answer, AttemptOutcome whenNoAnswer) {

  /** The longest that a probe waits for a connection, whatever its client would do. */
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** How much longer than the longest execution a probe waits for its answer. */
  static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

  private record Limit(Duration length, AttemptOutcome outcome) {}

  /**
   * What a client allows an attempt that begins {@code sinceCall} after its call, on a function
   * with this timeout. A limit for the whole call cuts the attempt short; the time to connect isn't
   * taken off the limits for an attempt and a call.
   */
  static Patience of(Timeouts timeouts, Duration sinceCall, Duration functionTimeout) {
    Duration callLeft = timeouts.call() == null ? null : timeouts.call().minus(sinceCall);
    Limit answer =
        Stream.of(
                limit(timeouts.read(), AttemptOutcome.READ_TIMEOUT),
                limit(timeouts.attempt(), AttemptOutcome.ATTEMPT_TIMEOUT),
                limit(callLeft, AttemptOutcome.CALL_TIMEOUT),
                limit(longestAnswer(functionTimeout), AttemptOutcome.CONNECTION_FAILED))
            .flatMap(Stream::ofNullable)
            .min(Comparator.comparing(Limit::length))
            .orElseThrow();
    return new Patience(
        shortest(CONNECT_LIMIT, timeouts.connect(), timeouts.attempt(), callLeft),
        answer.length(),
        answer.outcome());
  }

  /** The longest that an answer can take: {@code init + timeout + margin}. */
  static Duration longestAnswer(Duration functionTimeout) {
    return SlotLife.longestRun(functionTimeout).plus(ANSWER_MARGIN);
  }

  /**
   * A client that measures cleanly: generous with the function, and it never tries twice.
   *
   * @param current the client whose other properties it shares
   */
  static Client clean(Client current, Duration functionTimeout) {
    Timeouts generous = Timeouts.of(CONNECT_LIMIT, longestAnswer(functionTimeout));
    return current.with(generous, 1, true);
  }

  /**
   * The same, cut short to {@code left}: then the probe hangs up in place of its client, as if the
   * call had a limit.
   *
   * @param left {@code null} for no cut
   */
  Patience within(@Nullable Duration left) {
    return left == null || longest().compareTo(left) <= 0
        ? this
        : new Patience(
            shortest(connect, left), shortest(answer, left), AttemptOutcome.CALL_TIMEOUT);
  }

  /** The longest that the attempt takes: {@code connect + answer}. */
  Duration longest() {
    return connect.plus(answer);
  }

  private static @Nullable Limit limit(@Nullable Duration length, AttemptOutcome outcome) {
    return length == null ? null : new Limit(length, outcome);
  }

  private static Duration shortest(Duration cap, @Nullable Duration... limits) {
    Duration shortest = cap;
    for (Duration limit : limits) {
      if (limit != null && limit.compareTo(shortest) < 0) {
        shortest = limit;
      }
    }
    return shortest;
  }
}
