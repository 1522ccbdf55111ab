package dev.unthrottle.diagnosis.check;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a call's limits several rules look at. */
final class CallLimits {

  private CallLimits() {}

  static String name(Setup.Call call) {
    Client client = call.client().client();
    return client.version() == null ? client.id().id() : client.id().id() + " " + client.version();
  }

  static String shown(@Nullable Duration limit) {
    return limit == null ? "for ever" : Phrase.of(limit);
  }

  static Timeouts timeouts(Setup.Call call) {
    return call.client().client().timeouts();
  }

  static @Nullable Duration patience(Setup.Call call) {
    return timeouts(call).patience();
  }

  static int attempts(Setup.Call call) {
    return call.client().client().retries().maxAttempts();
  }

  static @Nullable Duration limit(Setup.Call call) {
    return call.caller() == null ? null : call.caller().limit();
  }

  static boolean hangsUp(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = patience(call);
    return timeout != null
        && patience != null
        && patience.compareTo(timeout) < 0
        && !endsFirst(call, patience);
  }

  /**
   * A caller that is a function is cut off with its client, which then hangs up on nobody itself.
   */
  static boolean endsFirst(Setup.Call call, Duration patience) {
    Duration limit = limit(call);
    return call.caller() != null
        && call.caller().kind() == CallerKind.LAMBDA
        && limit != null
        && limit.compareTo(patience) <= 0;
  }

  static boolean hangsUpAndRetries(Setup.Call call) {
    return hangsUp(call) && call.client().client().retries().retries(1, hangUp(timeouts(call)));
  }

  /** Which of the limits is the shortest. */
  private static AttemptOutcome hangUp(Timeouts timeouts) {
    Duration patience = timeouts.patience();
    if (Objects.equals(patience, timeouts.call())) {
      return AttemptOutcome.CALL_TIMEOUT;
    }
    return Objects.equals(patience, timeouts.read())
        ? AttemptOutcome.READ_TIMEOUT
        : AttemptOutcome.ATTEMPT_TIMEOUT;
  }
}
