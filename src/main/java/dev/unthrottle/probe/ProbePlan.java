package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import java.time.Duration;
import java.time.Instant;
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
 * @param longest the longest that it can take, waiting for slots and log lines included, and the
 *     calls that read logs and metrics not; zero if the function's settings are unknown, which
 *     forbids it
 * @param costCeilingUsd the most that its executions can cost at list price; zero likewise
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

  /** The most executions that can come of one step. */
  int mostInvocations(ProbeStep step) {
    int proofs = steps.contains(ProbeStep.PROVE) ? 1 : 0;
    return switch (step) {
      case MEASURE -> measurements;
      case REPRODUCE -> mostInvocations - measurements - proofs;
      case PROVE -> proofs;
    };
  }

  /** Whether no safety rule forbids it. */
  public boolean permitted() {
    return refusals.isEmpty();
  }
}
