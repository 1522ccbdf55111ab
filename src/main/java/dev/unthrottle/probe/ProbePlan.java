package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionRef;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe would do, before it does anything.
 *
 * @param function what it would invoke
 * @param payload the event for every invocation
 * @param steps its steps, in order
 * @param measurements how many clean invocations measure
 * @param mostInvocations the most executions that can come of it
 * @param mostSlots the most slots that it holds at once
 * @param freeSlots the slots that are free for the function as far as can be seen, {@code null} if
 *     it can't be seen
 * @param longest the longest that it can take
 * @param costCeilingUsd the most that its executions can cost
 * @param refusals the safety rules that forbid it, a sentence each; empty if it may run
 */
public record ProbePlan(
    FunctionRef function,
    String payload,
    List<ProbeStep> steps,
    int measurements,
    int mostInvocations,
    int mostSlots,
    @Nullable Integer freeSlots,
    Duration longest,
    double costCeilingUsd,
    List<String> refusals) {

  /** Copies the lists. */
  public ProbePlan {
    steps = List.copyOf(steps);
    refusals = List.copyOf(refusals);
  }

  /** Whether no safety rule forbids it. */
  public boolean permitted() {
    return refusals.isEmpty();
  }
}
