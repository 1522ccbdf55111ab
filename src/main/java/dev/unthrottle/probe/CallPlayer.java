package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.QuotaBalance;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.probe.Invoker.SingleAttempt;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one call as a client would: attempt by attempt, with its timeouts, retries and backoff. */
final class CallPlayer {

  private final Ports ports;
  private final ProbePlan plan;
  private final Gate gate;
  private final Duration functionTimeout;

  CallPlayer(Ports ports, ProbePlan plan, Gate gate, Duration functionTimeout) {
    this.ports = ports;
    this.plan = plan;
    this.gate = gate;
    this.functionTimeout = functionTimeout;
  }

  /**
   * Plays call {@code call} of a step with the step's client, as fresh as a new process, and
   * records every attempt.
   *
   * @throws StoppedException after an attempt that ended as the plan doesn't foresee
   */
  void play(StepLog log, int call) throws StoppedException, InterruptedException {
    Client client = log.client();
    RetryPolicy retries = client.retries();
    QuotaBalance quota = new QuotaBalance(retries.quota());
    Instant began = ports.clock().instant();
    int number = 0;
    AttemptOutcome outcome;
    do {
      number++;
      outcome = attempt(log, call, number, began);
    } while (retries.retries(number, outcome)
        && paid(quota, outcome)
        && backOff(client, number, outcome, began));
  }

  private AttemptOutcome attempt(StepLog log, int call, int number, Instant began)
      throws StoppedException, InterruptedException {
    Patience patience = Patience.of(log.client().timeouts(), since(began), functionTimeout);
    AttemptReport report =
        gate.invoke(
            log.step(),
            new SingleAttempt(
                plan.function(), plan.payload(), patience.connect(), patience.answer()));
    AttemptOutcome outcome =
        report.outcome() == AttemptOutcome.READ_TIMEOUT
            ? patience.whenNoAnswer()
            : report.outcome();
    Attempt attempt = log.add(call, number, outcome, report);
    ports.listener().attemptEnded(log.step(), attempt);
    Optional<String> unplanned = Unplanned.in(log.step(), attempt, report);
    if (unplanned.isPresent()) {
      throw new StoppedException(unplanned.get());
    }
    return outcome;
  }

  private static boolean paid(QuotaBalance quota, AttemptOutcome outcome) {
    boolean affordable = quota.affords(outcome);
    if (affordable) {
      quota.spend(outcome);
    }
    return affordable;
  }

  /** Waits before retry {@code retry}; false if the call's own limit passes meanwhile. */
  private boolean backOff(Client client, int retry, AttemptOutcome outcome, Instant began)
      throws InterruptedException {
    double drawn = ports.random().nextDouble();
    Duration delay =
        Duration.ofNanos(client.retries().backoffAfter(outcome).delayNanos(retry, drawn));
    @Nullable Duration limit = client.timeouts().call();
    if (limit == null) {
      ports.pause().sleep(delay);
      return true;
    }
    Duration left = limit.minus(since(began));
    ports.pause().sleep(delay.compareTo(left) < 0 ? delay : left);
    return since(began).compareTo(limit) < 0;
  }

  private Duration since(Instant began) {
    return Duration.between(began, ports.clock().instant());
  }
}
