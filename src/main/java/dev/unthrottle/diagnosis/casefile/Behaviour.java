package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
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
public final class Behaviour {

  private Behaviour() {}

  /**
   * The model of the function that the evidence is about, derived once for a case; empty where its
   * durations are unknown.
   */
  static Optional<FunctionModel> of(Evidence evidence, @Nullable ProbeRecord probe) {
    Duration timeout =
        evidence
            .settings()
            .value()
            .map(FunctionSettings::timeout)
            .orElse(FunctionModel.LONGEST_TIMEOUT);
    return durations(evidence, probe)
        .map(durations ->
            new FunctionModel(evidence.function().name(), durations, timeout, Duration.ZERO, 0));
  }

  /** The same function with another timeout. */
  public static FunctionModel withTimeout(FunctionModel function, Duration timeout) {
    return new FunctionModel(
        function.name(),
        function.durations(),
        timeout,
        function.coldStart(),
        function.failureShare());
  }

  /**
   * What the logs show; but where the probe, with the caller's own payload, ran outside of the
   * times in the logs, what it measured. Else the metrics' percentiles.
   */
  private static Optional<Durations> durations(Evidence evidence, @Nullable ProbeRecord probe) {
    List<Duration> logged =
        sample(evidence).stream().flatMap(run -> CaseFile.held(run).stream()).sorted().toList();
    List<Duration> probed = probed(probe);
    boolean alike =
        !logged.isEmpty()
            && probed.stream()
                .allMatch(run ->
                    run.compareTo(logged.getFirst()) >= 0 && run.compareTo(logged.getLast()) <= 0);
    List<Duration> chosen = alike || probed.isEmpty() ? logged : probed;
    return chosen.isEmpty() ? measured(evidence) : Optional.of(Durations.observed(chosen));
  }

  private static List<Duration> probed(@Nullable ProbeRecord probe) {
    return Optional.ofNullable(probe)
        .flatMap(record -> record.step(ProbeStep.MEASURE))
        .map(step -> runs(step.timeline()))
        .orElse(List.of());
  }

  /**
   * How long the executions ran, or, where the logs don't tell, how long their clean requests took.
   */
  private static List<Duration> runs(Timeline measured) {
    return measured.executions().isEmpty()
        ? measured.attempts().stream()
            .filter(attempt -> attempt.outcome() == AttemptOutcome.ANSWERED)
            .map(Attempt::length)
            .toList()
        : measured.executions().stream().map(Execution::length).toList();
  }

  /** The executions of the logs; none where these are only the longest of many. */
  private static List<Invocation> sample(Evidence evidence) {
    return counted(evidence).isPresent() ? List.of() : evidence.invocations();
  }

  /** What a query told of all executions. */
  private static Optional<DurationStatistics> counted(Evidence evidence) {
    return evidence
        .logs()
        .value()
        .filter(logs -> logs.query() instanceof LogQuery.Answered)
        .flatMap(LogEvidence::durations);
  }

  private static Optional<Durations> measured(Evidence evidence) {
    return counted(evidence)
        .filter(all -> all.p50().isPositive())
        .map(all -> Durations.logNormal(all.p50(), all.p99()))
        .or(() -> inMetrics(evidence));
  }

  private static Optional<Durations> inMetrics(Evidence evidence) {
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
