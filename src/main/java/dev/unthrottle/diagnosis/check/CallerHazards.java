package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong between a client and whatever runs it. */
final class CallerHazards {

  private CallerHazards() {}

  static Optional<Clue> callerTimeoutBelowFunctionTimeout(Setup.Call call) {
    Duration limit = CallLimits.limit(call);
    Duration timeout = call.function().timeout();
    return limit != null && timeout != null && limit.compareTo(timeout) < 0
        ? Optional.of(
            new Clue(
                "The caller ends after %s, and %s may run for %s."
                    .formatted(Phrase.of(limit), call.function().name(), Phrase.of(timeout)),
                "A run that takes longer than %s goes on unheard for up to %s, and whoever retries the caller starts another."
                    .formatted(Phrase.of(limit), Phrase.of(timeout.minus(limit))),
                "Give the caller more time than the function, or invoke the function asynchronously."))
        : Optional.empty();
  }

  static Optional<Clue> callerTimeoutBelowWorstCase(Setup.Call call) {
    Duration limit = CallLimits.limit(call);
    Duration timeout = call.function().timeout();
    if (limit == null || (timeout != null && limit.compareTo(timeout) < 0)) {
      return Optional.empty();
    }
    Duration worst = worstCase(call);
    return worst == null || limit.compareTo(worst) < 0
        ? Optional.of(
            new Clue(
                "The caller ends after %s, and its client gives up %s."
                    .formatted(
                        Phrase.of(limit),
                        worst == null ? "never" : "after %s at worst".formatted(Phrase.of(worst))),
                worst == null
                    ? "Without a limit of its own the client waits until the caller is cut off, and the caller never gets to see why."
                    : "%d × (%s to connect + %s to read) + the longest backoffs = %s."
                        .formatted(
                            CallLimits.attempts(call),
                            CallLimits.shown(CallLimits.timeouts(call).connect()),
                            CallLimits.shown(CallLimits.timeouts(call).read()),
                            Phrase.of(worst)),
                "Give the client limits that end before its caller does."))
        : Optional.empty();
  }

  private static @Nullable Duration worstCase(Setup.Call call) {
    Duration worst = CallerTimeout.of(call.client().client()).worstCase();
    Duration limit = CallLimits.timeouts(call).call();
    return worst == null || (limit != null && limit.compareTo(worst) < 0) ? limit : worst;
  }
}
