package dev.unthrottle.probe;

import dev.unthrottle.evidence.Gap;
import dev.unthrottle.simulation.Execution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a probe did, complete or not.
 *
 * @param plan what it meant to do
 * @param connectTimes how long establishing a connection took, each time it was tried
 * @param steps what happened, step by step
 * @param stopped why it ended early, in one sentence, or {@code null} if it did not
 * @param invocations the executions that it caused, or may have caused where the logs don't tell
 * @param refusals its attempts that were answered 429
 * @param foreignRefusals other callers' attempts that were refused meanwhile, {@code null} while
 *     the metrics don't tell
 * @param estimatedCostUsd what its executions cost
 * @param openUntil by when an execution that still ran, or that the logs didn't show yet, must have
 *     ended and shown; {@code null} if a later look at the logs would tell nothing more
 */
public record ProbeRecord(
    ProbePlan plan,
    List<ConnectTime> connectTimes,
    List<StepRecord> steps,
    @Nullable String stopped,
    int invocations,
    int refusals,
    @Nullable Integer foreignRefusals,
    double estimatedCostUsd,
    @Nullable Instant openUntil) {

  /** Copies the lists. */
  public ProbeRecord {
    connectTimes = List.copyOf(connectTimes);
    steps = List.copyOf(steps);
  }

  /** A probe that its safety rules forbid, or that was only planned. */
  public static ProbeRecord notRun(ProbePlan plan) {
    return new ProbeRecord(plan, List.of(), List.of(), null, 0, 0, null, 0, null);
  }

  /** The ids of executions that still ran when the probe looked last, as far as the logs tell. */
  public List<String> stillRunning() {
    return steps.stream()
        .flatMap(step -> step.timeline().executions().stream())
        .filter(execution -> execution.result() == Execution.Result.RUNNING)
        .map(Execution::requestId)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** Why it isn't known yet whether others were refused meanwhile; empty if it is. */
  public Optional<Gap> foreignRefusalsGap() {
    return foreignRefusals != null || steps.isEmpty()
        ? Optional.empty()
        : Optional.of(ForeignRefusals.unpublished(steps));
  }

  /** What happened in {@code step}, if it was reached. */
  public Optional<StepRecord> step(ProbeStep step) {
    return steps.stream().filter(recorded -> recorded.step() == step).findFirst();
  }
}
