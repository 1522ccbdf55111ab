package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call of a diagnosis once more, with the recommended settings: alone, and with a run of the
 * same length. It is what a picture shows where no probe has proven it.
 */
final class RecommendedCall {

  /** Nothing is drawn at random: the duration is fixed, and there is one call. */
  private static final long SEED = 1;

  private RecommendedCall() {}

  /** Empty where nothing synchronous is recommended, or where no run's length is known. */
  static Optional<Timeline> of(Diagnosis diagnosis) {
    @Nullable Recommendation recommendation = diagnosis.recommendation();
    return recommendation == null || recommendation.asynchronous()
        ? Optional.empty()
        : length(diagnosis.timeline()).map(length -> play(recommendation, length));
  }

  private static Optional<Duration> length(Timeline timeline) {
    return timeline.executions().stream()
        .filter(run -> run.result() != Execution.Result.RUNNING)
        .map(Execution::length)
        .filter(Duration::isPositive)
        .findFirst();
  }

  private static Timeline play(Recommendation recommendation, Duration length) {
    @Nullable Integer reserved = recommendation.reservedConcurrency();
    int slots = reserved == null ? 1 : Math.max(1, reserved);
    var function = FunctionModel.steady("function", length, recommendation.functionTimeout());
    var caller = new Caller(function.name(), recommendation.client(), Load.once());
    var plan =
        new SimulationPlan(
            slots,
            Map.of(function.name(), slots),
            Map.of(),
            List.of(function),
            List.of(caller),
            Network.NONE,
            1);
    return Simulation.run(plan, SEED).timeline();
  }
}
