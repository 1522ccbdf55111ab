package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.advice.FunctionTimeout;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;

/** What can be wrong with a function, and with an API that waits for it. */
final class FunctionHazards {

  private FunctionHazards() {}

  static Optional<Clue> reservedConcurrencyZero(Setup.Target function) {
    return function.reserved() != null && function.reserved() == 0
        ? Optional.of(
            new Clue(
                "%s has a reserved concurrency of 0.".formatted(function.name()),
                "Every invocation is refused with 429, whoever makes it and however seldom.",
                "Reserve at least 1, or take the reservation away.",
                "ReservedConcurrentExecutions: 1"))
        : Optional.empty();
  }

  static Optional<Clue> functionTimeoutNearLimit(Setup.Target function) {
    Duration timeout = function.timeout();
    Duration most = FunctionTimeout.LONGEST;
    return timeout != null && timeout.toNanos() >= most.toNanos() * FunctionTimeout.CLOSE_TO_TIMEOUT
        ? Optional.of(
            new Clue(
                "%s has a timeout of %s.".formatted(function.name(), Phrase.of(timeout)),
                timeout.compareTo(most) >= 0
                    ? "No function can have more than %s: it can't be raised when its runs get longer."
                        .formatted(Phrase.of(most))
                    : "No function can have more than %s, so %s are left to raise it by when its runs get longer."
                        .formatted(Phrase.of(most), Phrase.of(most.minus(timeout))),
                "Split the work, or hand it to a workflow or a queue, before its runs reach the limit.",
                ""))
        : Optional.empty();
  }

  static Optional<Clue> gatewayTimeoutBelowFunctionTimeout(Setup.Gateway gateway) {
    Duration timeout = gateway.function().timeout();
    Duration limit = gateway.api().limit();
    return timeout != null && limit != null && timeout.compareTo(limit) > 0
        ? Optional.of(
            new Clue(
                "%s gives up after %s, and %s may run for %s."
                    .formatted(
                        gateway.api().kind().id(),
                        Phrase.of(limit),
                        gateway.function().name(),
                        Phrase.of(timeout)),
                "A run that takes longer than %s goes on unheard and keeps its slot for up to %s; a client that tries again starts another."
                    .formatted(Phrase.of(limit), Phrase.of(timeout.minus(limit))),
                "Give the function less time than the API, or answer 202 and work asynchronously.",
                "Timeout: %d".formatted(Math.max(1, limit.minusNanos(1).toSeconds()))))
        : Optional.empty();
  }
}
