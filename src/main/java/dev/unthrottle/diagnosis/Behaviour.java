package dev.unthrottle.diagnosis;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function as the evidence shows it, for the simulation. Cold starts are part of the times that
 * executions were seen to hold their slots.
 */
final class Behaviour {

  private Behaviour() {}

  /** The model of a function; empty where its timeout or its durations are unknown. */
  static Optional<FunctionModel> of(Evidence evidence, @Nullable ProbeRecord probe) {
    return evidence
        .settings()
        .value()
        .flatMap(
            settings -> durations(evidence, probe).map(durations -> model(settings, durations)));
  }

  private static FunctionModel model(FunctionSettings settings, Durations durations) {
    return new FunctionModel(settings.name(), durations, settings.timeout(), Duration.ZERO, 0);
  }

  /** The same function with another timeout. */
  static FunctionModel withTimeout(FunctionModel function, Duration timeout) {
    return new FunctionModel(
        function.name(),
        function.durations(),
        timeout,
        function.coldStart(),
        function.failureShare());
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
        .map(step -> runs(step.timeline()))
        .filter(runs -> !runs.isEmpty())
        .map(Durations::observed);
  }

  /**
   * How long the executions ran, or, where the logs don't tell, how long their clean requests took.
   */
  private static List<Duration> runs(Timeline measured) {
    return measured.executions().isEmpty()
        ? measured.attempts().stream()
            .filter(attempt -> attempt.outcome() == AttemptOutcome.ANSWERED)
            .map(Behaviour::length)
            .toList()
        : measured.executions().stream().map(Behaviour::length).toList();
  }

  private static Duration length(Attempt attempt) {
    return attempt.end().minus(attempt.start());
  }

  private static Duration length(Execution execution) {
    return execution.end().minus(execution.start());
  }

  private static Optional<Durations> logged(Evidence evidence) {
    List<Duration> held =
        evidence.invocations().stream().flatMap(run -> CaseFile.held(run).stream()).toList();
    return held.isEmpty() ? Optional.empty() : Optional.of(Durations.observed(held));
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
