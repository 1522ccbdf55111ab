package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.advice.Patience;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.SlotLife;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.Optional;

/** What can be wrong with how long a client waits for an answer. */
final class PatienceHazards {

  private PatienceHazards() {}

  static Optional<Clue> readTimeoutBelowFunctionTimeout(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = CallLimits.patience(call);
    return CallLimits.hangsUp(call) && timeout != null && patience != null
        ? Optional.of(
            new Clue(
                "%s waits %s for an answer, and %s may run for %s."
                    .formatted(
                        CallLimits.name(call),
                        Phrase.of(patience),
                        call.function().name(),
                        Phrase.of(timeout)),
                "A run that takes between %s and %s goes on unheard and keeps its slot, up to %s after its caller has hung up."
                    .formatted(
                        Phrase.of(patience),
                        Phrase.of(timeout),
                        Phrase.of(timeout.minus(patience))),
                "Wait longer than the function can run, cold start included, or lower the function's timeout."))
        : Optional.empty();
  }

  static Optional<Clue> readTimeoutBelowColdStart(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = CallLimits.patience(call);
    if (timeout == null
        || patience == null
        || CallLimits.hangsUp(call)
        || CallLimits.endsFirst(call, patience)) {
      return Optional.empty();
    }
    Duration longest = SlotLife.longestRun(timeout);
    return patience.compareTo(longest) < 0
        ? Optional.of(
            new Clue(
                "%s waits %s; %s may run for %s, and its cold start comes before that."
                    .formatted(
                        CallLimits.name(call),
                        Phrase.of(patience),
                        call.function().name(),
                        Phrase.of(timeout)),
                "A cold start can take %s before the timeout begins to count: %s in all."
                    .formatted(Phrase.of(SlotLife.INIT_LIMIT), Phrase.of(longest)),
                "Wait longer than a cold start and the function's timeout together."))
        : Optional.empty();
  }

  static Optional<Clue> noTcpKeepAlive(Setup.Call call) {
    Duration silence = longestSilence(call);
    return !call.client().client().tcpKeepAlive() && silence.compareTo(Patience.IDLE_LIMIT) > 0
        ? Optional.of(
            new Clue(
                "%s can wait %s for an answer, without TCP keep-alive."
                    .formatted(CallLimits.name(call), Phrase.of(silence)),
                "NAT gateways and network load balancers drop a connection that is idle for %s without a word: the answer never arrives, and the client waits on."
                    .formatted(Phrase.of(Patience.IDLE_LIMIT)),
                "Switch TCP keep-alive on."))
        : Optional.empty();
  }

  /** How long the connection can be silent: until the client or the function gives up. */
  private static Duration longestSilence(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration run = SlotLife.longestRun(timeout == null ? FunctionModel.LONGEST_TIMEOUT : timeout);
    Duration patience = CallLimits.patience(call);
    return patience == null || patience.compareTo(run) > 0 ? run : patience;
  }
}
