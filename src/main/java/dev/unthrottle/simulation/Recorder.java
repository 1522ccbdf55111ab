package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to the first calls, up to the number that the plan asks for. */
final class Recorder {

  private final int lastCall;
  private final List<SimulatedCall> calls = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Execution> executions = new ArrayList<>();

  Recorder(int timelineCalls) {
    this.lastCall = timelineCalls;
  }

  /** Whether this call, by its number from 1, is written down. */
  boolean records(int call) {
    return call <= lastCall;
  }

  void call(
      int number, int caller, long start, long end, AttemptOutcome surfaced, int attemptCount) {
    calls.add(
        new SimulatedCall(
            number,
            caller,
            Duration.ofNanos(start),
            Duration.ofNanos(end),
            surfaced,
            attemptCount));
  }

  void attempt(
      int call,
      int number,
      long start,
      long end,
      AttemptOutcome outcome,
      @Nullable ThrottleReason reason) {
    attempts.add(
        new Attempt(
            call, number, Duration.ofNanos(start), Duration.ofNanos(end), outcome, reason, null));
  }

  void execution(int call, int attempt, long start, long end, Execution.Result result) {
    executions.add(
        new Execution(call, attempt, Duration.ofNanos(start), Duration.ofNanos(end), result, null));
  }

  /** The calls in the order of their starts, which is that of their numbers. */
  List<SimulatedCall> calls() {
    return calls.stream().sorted(Comparator.comparingInt(SimulatedCall::number)).toList();
  }

  /** The attempts and executions in the order of their starts, then of their calls. */
  Timeline timeline() {
    return new Timeline(
        attempts.stream()
            .sorted(
                Comparator.comparing(Attempt::start)
                    .thenComparingInt(Attempt::call)
                    .thenComparingInt(Attempt::number))
            .toList(),
        executions.stream()
            .sorted(
                Comparator.comparing(Execution::start)
                    .thenComparingInt(Execution::call)
                    .thenComparingInt(Execution::attempt))
            .toList());
  }
}
