package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.advice.Advisor.Advice;
import dev.unthrottle.diagnosis.casefile.Behaviour;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Crowd;
import dev.unthrottle.diagnosis.casefile.Forecast;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.probe.SlotLife;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the SDK repeats a call that is idempotent. It may where its client outwaits the function,
 * because it then repeats nothing that still runs, and does where that was simulated and found
 * clean, among the callers who fill the slots as well.
 */
public final class Retries {

  /**
   * How many attempts are advised then: what the SDKs' standard mode makes by default.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
   *     behavior</a>, checked 2026-11-23
   */
  static final int ATTEMPTS = 3;

  private final Advice once;
  private final Advice retrying;
  private final CaseFile file;
  private final long seed;

  private Retries(Advice once, CaseFile file, long seed) {
    this.once = once;
    this.retrying = once.retrying(ATTEMPTS);
    this.file = file;
    this.seed = seed;
  }

  /** The advice for a call that is idempotent. */
  public static Advice decided(
      Advice once, CaseFile file, @Nullable CallerLimit caller, long seed) {
    Retries retries = new Retries(once, file, seed);
    @Nullable FunctionModel function = file.function();
    return function != null && Impasse.of(retries.retrying, caller) == null && retries.outwaits()
        ? retries.simulated(function)
        : once;
  }

  private boolean outwaits() {
    @Nullable Duration patience = retrying.client().timeouts().patience();
    return retrying.client().retries().maxAttempts() > 1
        && (patience == null
            || patience.compareTo(SlotLife.longestRun(retrying.functionTimeout())) >= 0);
  }

  private Advice simulated(FunctionModel function) {
    FunctionModel then = Behaviour.withTimeout(function, once.functionTimeout());
    int slots = once.slots(file);
    if (!Forecast.outlookAlone(retrying.client(), then, slots, seed).clean()) {
      return once;
    }
    return file.crowd().map(crowd -> among(crowd, then, slots)).orElse(retrying);
  }

  /** Retries must neither run the function twice nor leave more calls refused than without. */
  private Advice among(Crowd crowd, FunctionModel function, int slots) {
    double rate = crowd.callsPerSecond();
    double now = Forecast.refusedAmong(rate, once.client(), function, slots, seed);
    double then = Forecast.refusedAmong(rate, retrying.client(), function, slots, seed);
    Outlook outlook = Forecast.among(rate, retrying.client(), function, slots, seed);
    return then > now || outlook.duplicateProbability() > 0 ? once : retrying;
  }
}
