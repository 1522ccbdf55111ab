package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.Chain;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who repeats what, and how long the caller has to wait, in sentences. */
final class ChainText {

  private ChainText() {}

  /** How often the function may run for one event, and what the caller needs; empty if unknown. */
  static List<String> of(@Nullable Chain chain) {
    if (chain == null) {
      return List.of();
    }
    @Nullable Duration needs = chain.needs();
    return needs == null ? List.of(runs(chain)) : List.of(runs(chain), limit(chain, needs));
  }

  private static String runs(Chain chain) {
    String because = chain.caller().attemptsBecause();
    @Nullable Integer caller = chain.callerAttempts();
    @Nullable Long now = chain.executionsNow();
    return caller == null || now == null
        ? "Retries multiply: each time that an event comes back, it runs the function %s at most, and now %s (the caller: %s)."
            .formatted(
                times(chain.clientAttempts() * chain.runsPerRequest()),
                times(chain.clientAttemptsNow()),
                because)
        : "Retries multiply: one event runs the function at most %s times, and now %s × %s = %s times (the caller: %s)."
            .formatted(
                chain.inNumbers(),
                Figures.grouped(caller),
                Figures.grouped(chain.clientAttemptsNow()),
                Figures.grouped(now),
                because);
  }

  private static String times(int times) {
    return times == 1 ? "once" : Figures.grouped(times) + " times";
  }

  private static String limit(Chain chain, Duration needs) {
    return "The caller, %s, needs %s%s; %s."
        .formatted(
            chain.caller().kind().id(), factor(chain), Figures.duration(needs), limitNow(chain));
  }

  private static String factor(Chain chain) {
    return chain.caller().kind() == CallerKind.SQS
        ? "six times what its consumer may take as its visibility timeout, "
        : "";
  }

  private static String limitNow(Chain chain) {
    @Nullable Duration limit = chain.caller().limit();
    return limit == null
        ? "it has no limit that is known"
        : "it has %s %s"
            .formatted(
                Figures.duration(limit),
                chain.caller().timeout() == null ? "by default" : "as given");
  }
}
