package dev.unthrottle.app;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.probe.ProbePlan;
import java.time.Duration;

/** How long a probe will probably take: far less than the longest that its plan has to allow. */
final class ProbeForecast {

  /** After each step its log lines are looked for; they usually show within seconds. */
  private static final Duration LOOKING = Duration.ofSeconds(2);

  private ProbeForecast() {}

  /**
   * What the plan expects; where the logs show no durations, {@code executions × function timeout +
   * steps × 2 s}, with one execution for a reproduction and one for a proof.
   */
  static Duration of(ProbePlan plan, Diagnosis planned) {
    return plan.expected()
        .orElseGet(() ->
            timeout(planned)
                .multipliedBy(plan.measurements() + plan.steps().size() - 1L)
                .plus(LOOKING.multipliedBy(plan.steps().size())));
  }

  private static Duration timeout(Diagnosis planned) {
    return planned
        .evidence()
        .settings()
        .value()
        .map(FunctionSettings::timeout)
        .orElse(Duration.ZERO);
  }
}
