package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function as the evidence shows it, for the simulation.
 *
 * @param warm the function when an environment is waiting
 * @param coldStart how much longer it takes when none is
 * @param coldShare the share of executions that find none
 */
record Behaviour(FunctionModel warm, Duration coldStart, double coldShare) {

  /** The function of a timeout; empty where its timeout or its durations are unknown. */
  static Optional<Behaviour> of(Evidence evidence, @Nullable ProbeRecord probe) {
    return evidence
        .settings()
        .value()
        .flatMap(settings ->
            durations(evidence, probe)
                .map(durations -> of(settings, durations, evidence.invocations())));
  }

  private static Behaviour of(
      FunctionSettings settings, Durations durations, List<Invocation> invocations) {
    List<Duration> coldStarts =
        invocations.stream()
            .map(Invocation::initDuration)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    FunctionModel warm =
        new FunctionModel(settings.name(), durations, settings.timeout(), Duration.ZERO, 0);
    return coldStarts.isEmpty()
        ? new Behaviour(warm, Duration.ZERO, 0)
        : new Behaviour(
            warm,
            coldStarts.get(coldStarts.size() / 2),
            coldStarts.size() / (double) invocations.size());
  }

  /** The same function with another timeout. */
  Behaviour withTimeout(Duration timeout) {
    return new Behaviour(model(timeout, Duration.ZERO), coldStart, coldShare);
  }

  /**
   * The function as call {@code index} of {@code calls} finds it: the right share of them is cold.
   */
  FunctionModel model(int index, int calls) {
    return index < coldShare * calls ? model(warm.timeout(), coldStart) : warm;
  }

  private FunctionModel model(Duration timeout, Duration cold) {
    return new FunctionModel(warm.name(), warm.durations(), timeout, cold, warm.failureShare());
  }

  /**
   * What the probe measured with the caller's own payload, else what the logs show, else the
   * metrics' percentiles.
   */
  private static Optional<Durations> durations(Evidence evidence, @Nullable ProbeRecord probe) {
    return probed(probe).or(() -> logged(evidence)).or(() -> measured(evidence));
  }

  private static Optional<Durations> probed(@Nullable ProbeRecord probe) {
    return Optional.ofNullable(probe)
        .flatMap(record -> record.step(ProbeStep.MEASURE))
        .map(step -> step.timeline().executions())
        .filter(executions -> !executions.isEmpty())
        .map(executions -> Durations.observed(executions.stream().map(Behaviour::length).toList()));
  }

  private static Duration length(Execution execution) {
    return execution.end().minus(execution.start());
  }

  private static Optional<Durations> logged(Evidence evidence) {
    List<Duration> durations =
        evidence.invocations().stream().map(Invocation::duration).filter(Objects::nonNull).toList();
    return durations.isEmpty() ? Optional.empty() : Optional.of(Durations.observed(durations));
  }

  private static Optional<Durations> measured(Evidence evidence) {
    return evidence
        .metrics()
        .value()
        .filter(metrics -> metrics.max(Metric.DURATION_P50).orElse(0) > 0)
        .map(metrics ->
            Durations.logNormal(
                highest(metrics, Metric.DURATION_P50), highest(metrics, Metric.DURATION_P99)));
  }

  private static Duration highest(MetricEvidence metrics, Metric metric) {
    return Duration.ofNanos((long) (metrics.max(metric).orElse(0) * 1e6));
  }
}
