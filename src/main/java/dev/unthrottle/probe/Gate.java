package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.probe.Invoker.SingleAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The only way from a probe to its function. It lets no more attempts through than the plan has
 * executions, for each step and so for all of them, whether they are refused or not, and none for
 * an interrupted thread.
 */
final class Gate {

  private final Ports ports;
  private final ProbePlan plan;
  private final Map<ProbeStep, Integer> sent = new EnumMap<>(ProbeStep.class);

  Gate(Ports ports, ProbePlan plan) {
    this.ports = ports;
    this.plan = plan;
  }

  /**
   * Makes an attempt. An invoker that fails is an attempt without an answer: it may have run.
   *
   * @throws StoppedException if the plan has no more invocations for this step, or the journal says
   *     that the attempt isn't this run's to send
   */
  AttemptReport invoke(ProbeStep step, int call, int number, SingleAttempt attempt)
      throws StoppedException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    claim(step);
    Instant start = ports.clock().instant();
    if (!ports.journal().claim(new SentAttempt(step, call, number, start, null))) {
      throw new StoppedException(
          "Stopped in %s: attempt %d belongs to another run of this probe, so it isn't sent again."
              .formatted(step.id(), number));
    }
    try {
      return ports.invoker().invoke(attempt);
    } catch (RuntimeException failure) {
      return unanswered(start, failure);
    }
  }

  private void claim(ProbeStep step) throws StoppedException {
    int most = plan.mostInvocations(step);
    int before = sent.getOrDefault(step, 0);
    if (before >= most) {
      throw new StoppedException(
          "Stopped in %s: the plan allows it %d invocations, and another was due."
              .formatted(step.id(), most));
    }
    sent.put(step, before + 1);
  }

  /** The failure's own words are left out: they may quote the payload. */
  private AttemptReport unanswered(Instant start, RuntimeException failure) {
    Duration took = Duration.between(start, ports.clock().instant());
    return new AttemptReport(
        start,
        took,
        null,
        AttemptOutcome.CONNECTION_FAILED,
        null,
        RetryHint.NONE,
        null,
        null,
        "The attempt failed with %s.".formatted(failure.getClass().getSimpleName()));
  }
}
