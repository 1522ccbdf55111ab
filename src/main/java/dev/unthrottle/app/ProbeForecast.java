package dev.unthrottle.app;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.probe.ProbePlan;
import java.time.Duration;

/** How long a probe will probably take: far less than the longest that its plan has to allow. */
final class ProbeForecast {

  /** After each step its log lines are looked for; they usually show within seconds. */
  private static final Duration LOOKING = Duration.ofSeconds(2);

  private ProbeForecast() {}

  /**
   * {@code executions × duration + steps × 2 s}, with one execution for a reproduction and one for
   * a proof, and the function's timeout where its durations are unknown.
   */
  static Duration of(ProbePlan plan, Diagnosis planned) {
    int executions = plan.measurements() + plan.steps().size() - 1;
    return duration(planned)
        .multipliedBy(executions)
        .plus(LOOKING.multipliedBy(plan.steps().size()));
  }

  private static Duration duration(Diagnosis planned) {
    DurationStatistics durations = planned.measurements().durations();
    if (durations != null) {
      return durations.p50();
    }
    return planned
        .evidence()
        .settings()
        .value()
        .map(FunctionSettings::timeout)
        .orElse(Duration.ZERO);
  }
}
