package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a probe would do, before it does anything.
 *
 * @param function what it would invoke
 * @param payload the event for every invocation
 * @param planned its steps, in order
 * @param mostSlots the most slots that it holds at once
 * @param freeSlots the slots that are free for the function as far as can be seen, {@code null} if
 *     it can't be seen
 * @param slots the slots that there are for it, free or not, {@code null} if that is unknown
 * @param costCeilingUsd the most that its executions can cost at list price; zero if the function's
 *     settings are unknown, which forbids it
 * @param likely how long it will probably take: as expected or, where the logs show no execution,
 *     as if each lasted until the function's timeout; waits included
 * @param metricsWait the longest that it waits in the end for the metrics that tell whether others
 *     were refused; zero where it leaves a slot free, or hardly anybody else calls
 * @param refusals the safety rules that forbid it, a sentence each; empty if it may run
 */
public record ProbePlan(
    FunctionRef function,
    String payload,
    List<PlannedStep> planned,
    int mostSlots,
    @Nullable Integer freeSlots,
    @Nullable Integer slots,
    double costCeilingUsd,
    Duration likely,
    Duration metricsWait,
    List<String> refusals) {

  /** Copies the lists. */
  public ProbePlan {
    planned = List.copyOf(planned);
    refusals = List.copyOf(refusals);
  }

  /**
   * Plans the probe that a user asks for.
   *
   * @param function what to invoke
   * @param request what is asked for
   * @param evidence what is known about the function
   * @param current the client that a reproduction would play
   * @param now the time at which executions count as in flight
   */
  public static ProbePlan of(
      FunctionRef function, ProbeRequest request, Evidence evidence, Client current, Instant now) {
    return new ProbePlanner(function, request, evidence, current, now).plan();
  }

  /** Its steps, in order. */
  public List<ProbeStep> steps() {
    return planned.stream().map(PlannedStep::step).toList();
  }

  /** How many clean invocations measure. */
  public int measurements() {
    return mostInvocations(ProbeStep.MEASURE);
  }

  /** The most executions that can come of it. */
  public int mostInvocations() {
    return planned.stream().mapToInt(PlannedStep::invocations).sum();
  }

  /** The most executions that can come of one step. */
  int mostInvocations(ProbeStep step) {
    return planned.stream()
        .filter(one -> one.step() == step)
        .mapToInt(PlannedStep::invocations)
        .sum();
  }

  /**
   * The longest that it can take, waiting for slots, log lines and metrics included, and the calls
   * that read them not; zero if the function's settings are unknown, which forbids it.
   */
  public Duration longest() {
    return planned.stream().map(PlannedStep::longest).reduce(metricsWait, Duration::plus);
  }

  /** How long it takes if executions last as the logs show; empty if they show none. */
  public Optional<Duration> expected() {
    Duration sum = Duration.ZERO;
    for (PlannedStep step : planned) {
      if (step.expected() == null) {
        return Optional.empty();
      }
      sum = sum.plus(step.expected());
    }
    return Optional.of(sum);
  }

  /** Whether no safety rule forbids it. */
  public boolean permitted() {
    return refusals.isEmpty();
  }

  /** Leaves the payload out: it may hold anybody's data. */
  @Override
  public String toString() {
    return "ProbePlan[function=%s, planned=%s, refusals=%s]".formatted(function, planned, refusals);
  }
}
