package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;

/** What can be wrong with a client's retries. */
final class RetryHazards {

  private RetryHazards() {}

  static Optional<Clue> retryCollidesWithItself(Setup.Call call) {
    Integer reserved = call.function().reserved();
    return CallLimits.hangsUpAndRetries(call) && reserved != null && reserved == 1
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts, and %s has 1 slot."
                    .formatted(
                        CallLimits.name(call), CallLimits.attempts(call), call.function().name()),
                "After %s the client hangs up and tries again; the first run holds the only slot for up to %s more, so every retry in that time is refused with 429."
                    .formatted(
                        CallLimits.shown(CallLimits.patience(call)), Phrase.of(unheard(call))),
                "Make one attempt that waits long enough, and retry in your own code."))
        : Optional.empty();
  }

  static Optional<Clue> retryRunsTwice(Setup.Call call) {
    Integer reserved = call.function().reserved();
    boolean slots = reserved == null || reserved > 1;
    return CallLimits.hangsUpAndRetries(call) && slots && !call.idempotent()
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts of a call that isn't said to be idempotent."
                    .formatted(CallLimits.name(call), CallLimits.attempts(call)),
                "Every %s of waiting starts another run beside the first: one call can run %s up to %d times."
                    .formatted(
                        CallLimits.shown(CallLimits.patience(call)),
                        call.function().name(),
                        runs(call)),
                "Make one attempt that waits long enough, and retry in your own code, which knows whether that is harmless."))
        : Optional.empty();
  }

  static Optional<Clue> retryOfAnInvoke(Setup.Call call) {
    return CallLimits.attempts(call) > 1 && !call.idempotent() && !CallLimits.hangsUp(call)
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts of a call that isn't said to be idempotent."
                    .formatted(CallLimits.name(call), CallLimits.attempts(call)),
                "Where a connection is lost after the request was sent, the next attempt is a second run.",
                "Make one attempt; or, if a second run does no harm, say so: --idempotent, or in the template's Metadata."))
        : Optional.empty();
  }

  /** How long a run can go on that the client has hung up on. */
  private static Duration unheard(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = CallLimits.patience(call);
    return timeout == null || patience == null ? Duration.ZERO : timeout.minus(patience);
  }

  /** The runs that one call can cause: one an attempt, as far as there are slots. */
  private static int runs(Setup.Call call) {
    Integer reserved = call.function().reserved();
    return reserved == null
        ? CallLimits.attempts(call)
        : Math.min(CallLimits.attempts(call), reserved);
  }
}
