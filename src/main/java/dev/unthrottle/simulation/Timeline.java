package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happened: the attempts of one or more calls, and the executions they caused, all measured
 * from one origin.
 *
 * @param attempts in the order of their starts
 * @param executions in the order of their starts
 */
public record Timeline(List<Attempt> attempts, List<Execution> executions) {

  /** Nothing happened. */
  public static final Timeline EMPTY = new Timeline(List.of(), List.of());

  /** Copies the lists. */
  public Timeline {
    attempts = List.copyOf(attempts);
    executions = List.copyOf(executions);
  }

  /** The attempts that were answered 429. */
  public List<Attempt> refusals() {
    return attempts.stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.REFUSED)
        .toList();
  }

  /** The executions of one call. */
  public List<Execution> executionsOf(int call) {
    return executions.stream().filter(execution -> execution.call() == call).toList();
  }

  /** The executions that held a slot at this time. */
  public List<Execution> holdersAt(Duration time) {
    return executions.stream().filter(execution -> execution.holdsAt(time)).toList();
  }

  /** The attempt that caused an execution, if it was recorded. */
  public Optional<Attempt> causeOf(Execution execution) {
    return attempts.stream()
        .filter(attempt ->
            attempt.call() == execution.call() && attempt.number() == execution.attempt())
        .findFirst();
  }

  /** Whether the caller of this execution had hung up before it ended. */
  public boolean isGhost(Execution execution) {
    return causeOf(execution)
        .filter(attempt -> attempt.outcome().hungUp())
        .filter(attempt -> attempt.end().compareTo(execution.end()) < 0)
        .isPresent();
  }

  /** Whether this execution is not the first of its call. */
  public boolean isDuplicate(Execution execution) {
    return executions.stream()
        .anyMatch(other ->
            other.call() == execution.call() && other.start().compareTo(execution.start()) < 0);
  }
}
