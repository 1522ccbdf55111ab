package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan: its steps, one after another, each followed by a wait for its executions,
 * until one of them stops it. Whatever fails, what was seen until then is recorded.
 */
final class ProbeRun {

  private final Ports ports;
  private final ProbePlan plan;
  private final FunctionSettings settings;
  private final Client current;
  private final Remedy remedy;
  private final CallPlayer player;
  private final SlotWatch watch;
  private final Ledger ledger;
  private @Nullable String stopped;
  private @Nullable Integer foreignRefusals;
  private boolean interrupted;

  ProbeRun(Ports ports, ProbePlan plan, FunctionSettings settings, Client current, Remedy remedy) {
    this.ports = ports;
    this.plan = plan;
    this.settings = settings;
    this.current = current;
    this.remedy = remedy;
    this.player = new CallPlayer(ports, plan, new Gate(ports, plan), settings.timeout());
    this.watch = new SlotWatch(ports, settings);
    this.ledger = new Ledger(plan, settings);
  }

  ProbeRecord record() {
    EarlierRun earlier = ports.journal().earlier();
    if (earlier.began()) {
      takeOver(earlier);
    } else {
      takeSteps();
    }
    guarded(plan.steps().getLast(), this::countForeignRefusals);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ledger.record(stopped, foreignRefusals, watch.openUntil(ledger.steps()));
  }

  private void takeSteps() {
    for (ProbeStep step : plan.steps()) {
      if (stopped == null) {
        guarded(step, () -> take(step));
        guarded(step, () -> settle(step));
      }
    }
  }

  /** Tells what became of an earlier run's attempts, and sends none. */
  private void takeOver(EarlierRun earlier) {
    stop(earlier.whyStopped());
    ledger.connectTimes().addAll(earlier.connectTimes());
    for (ProbeStep step : plan.steps()) {
      List<SentAttempt> ofStep = earlier.sent().stream().filter(one -> one.step() == step).toList();
      if (!ofStep.isEmpty()) {
        takeOver(step, ofStep);
        guarded(step, () -> settle(step));
      }
    }
  }

  private void takeOver(ProbeStep step, List<SentAttempt> sent) {
    StepLog log = ledger.begin(step, clientOf(step), sent.getFirst().at());
    for (SentAttempt one : sent) {
      AttemptReport report = one.report(ports.clock().instant());
      log.add(one.call(), one.number(), report.outcome(), report);
    }
  }

  /** The client that an earlier run must have played. */
  private Client clientOf(ProbeStep step) {
    Client clean = Patience.clean(current, settings.timeout());
    return switch (step) {
      case MEASURE -> clean;
      case REPRODUCE -> current;
      case PROVE -> remedy.after(ledger.soFar()).orElse(clean);
    };
  }

  private void take(ProbeStep step) throws StoppedException, InterruptedException {
    switch (step) {
      case MEASURE -> measure();
      case REPRODUCE -> reproduce();
      case PROVE -> prove();
    }
  }

  private void measure() throws StoppedException, InterruptedException {
    Measuring.connections(ports.invoker(), ledger.connectTimes());
    ports.journal().connected(ledger.connectTimes());
    StepLog log = begin(ProbeStep.MEASURE, Patience.clean(current, settings.timeout()));
    for (int call = 1; call <= plan.measurements(); call++) {
      requireTime(ProbeStep.MEASURE, log.longestAnswered());
      player.play(log, call);
    }
  }

  private void reproduce() throws StoppedException, InterruptedException {
    requireTime(ProbeStep.REPRODUCE, expectation().ofOneCall(current));
    player.play(begin(ProbeStep.REPRODUCE, current), 1);
  }

  /** What can't end in time isn't begun: half a reproduction would prove nothing. */
  private void requireTime(ProbeStep step, Duration expected) throws StoppedException {
    if (!ports.deadline().allows(expected)) {
      throw TimeIsUp.tooShortFor(step, expected, ports.deadline());
    }
  }

  /** Executions are expected to last as long as the longest one that was measured. */
  private Expectation expectation() {
    Duration longest =
        ledger.steps().stream()
            .map(StepLog::longestAnswered)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Expectation(longest, settings.timeout());
  }

  private void prove() throws StoppedException, InterruptedException {
    requireTime(ProbeStep.PROVE, expectation().ofPatientCalls(1));
    Client recommended =
        remedy
            .after(ledger.soFar())
            .orElseThrow(() ->
                new StoppedException(
                    "Stopped in prove: what was seen so far leads to no settings to prove."));
    player.play(begin(ProbeStep.PROVE, recommended), 1);
  }

  /** Waits for what the step may have left running; interrupted, it only looks. */
  private void settle(ProbeStep step) throws InterruptedException {
    for (StepLog log : ledger.steps()) {
      if (log.step() == step) {
        boolean slotNeeded = stopped == null && step != plan.steps().getLast();
        if (interrupted) {
          watch.look(log, slotNeeded);
        } else {
          watch.settle(log, slotNeeded);
        }
      }
    }
  }

  /** Interrupted, it doesn't wait for the metrics. */
  private void countForeignRefusals() throws InterruptedException {
    Duration patience = interrupted ? Duration.ZERO : plan.metricsWait();
    foreignRefusals = ForeignRefusals.count(ports, settings, ledger.steps(), patience);
  }

  private StepLog begin(ProbeStep step, Client client) {
    return ledger.begin(step, client, ports.clock().instant());
  }

  private interface Work {
    void run() throws StoppedException, InterruptedException;
  }

  private void guarded(ProbeStep step, Work work) {
    try {
      work.run();
    } catch (StoppedException stop) {
      stop(stop.getMessage());
    } catch (InterruptedException interruption) {
      interrupted = true;
      stop("Stopped in %s: the probe was interrupted.".formatted(step.id()));
    } catch (RuntimeException failure) {
      stop("Stopped in %s: it failed with %s.".formatted(step.id(), failure));
    }
  }

  /** The first reason is the one that counts. */
  private void stop(@Nullable String why) {
    if (stopped == null) {
      stopped = why;
    }
  }
}
