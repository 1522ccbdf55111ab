package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.RetryState;
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
    Instant began = ports.clock().instant();
    RetryState memory = new RetryState(client.retries(), 0);
    for (int number = 1; ; number++) {
      AttemptReport report = attempt(log, call, number, began);
      AttemptOutcome outcome = report.outcome();
      memory.attemptEnded(outcome, since(began).toNanos());
      if (!memory.retries(number, outcome)) {
        return;
      }
      int _ = memory.pay(outcome);
      long wait =
          memory.delayBeforeRetryNanos(
              number, outcome, report.hint(), ports.random().nextDouble(), since(began).toNanos());
      if (!ports.deadline().allows(Duration.ofNanos(wait))) {
        throw TimeIsUp.before(log.step());
      }
      if (!pause(Duration.ofNanos(wait), client, began) || !awaitSendRate(memory, client, began)) {
        return;
      }
    }
  }

  /** Waits for the client's own send rate; false if the call's own limit passes meanwhile. */
  private boolean awaitSendRate(RetryState memory, Client client, Instant began)
      throws InterruptedException {
    long wait = memory.delayBeforeSendingNanos(since(began).toNanos());
    while (wait > 0) {
      if (!pause(Duration.ofNanos(wait), client, began)) {
        return false;
      }
      wait = memory.delayBeforeSendingNanos(since(began).toNanos());
    }
    return true;
  }

  private AttemptReport attempt(StepLog log, int call, int number, Instant began)
      throws StoppedException, InterruptedException {
    Patience wanted = Patience.of(log.client().timeouts(), since(began), functionTimeout);
    Patience patience = wanted.within(timeLeft(log.step()));
    ports.listener().attemptBegins(log.step(), call, number, patience.longest());
    AttemptReport reported =
        gate.invoke(
            log.step(),
            call,
            number,
            new SingleAttempt(
                plan.function(), plan.payload(), patience.connect(), patience.answer()));
    boolean hungUp = reported.outcome() == AttemptOutcome.READ_TIMEOUT;
    AttemptReport report = hungUp ? reported.endedAs(patience.whenNoAnswer()) : reported;
    Attempt attempt = log.add(call, number, report.outcome(), report);
    ports
        .journal()
        .record(SentAttempt.ended(log.step(), log.origin(), attempt, report.firstByte()));
    ports.listener().attemptEnded(log.step(), attempt);
    if (hungUp && !patience.equals(wanted)) {
      throw TimeIsUp.during(log.step(), attempt);
    }
    Optional<String> unplanned = Unplanned.in(log.step(), attempt, report);
    if (unplanned.isPresent()) {
      throw new StoppedException(unplanned.get());
    }
    return report;
  }

  /** How long an attempt may still take, {@code null} for as long as its client waits. */
  private @Nullable Duration timeLeft(ProbeStep step) throws StoppedException {
    if (ports.deadline().near()) {
      throw TimeIsUp.before(step);
    }
    return ports.deadline().left();
  }

  /** Waits between two attempts; false if the call's own limit passes meanwhile. */
  private boolean pause(Duration delay, Client client, Instant began) throws InterruptedException {
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
