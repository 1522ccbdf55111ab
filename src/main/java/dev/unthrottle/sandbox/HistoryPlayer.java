package dev.unthrottle.sandbox;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Invocation;
import dev.unthrottle.simulation.LambdaListener;
import dev.unthrottle.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Simulates the history in virtual time, all callers together, and records it as if it had
 * happened, ending now. What would come later is dropped; an execution that hasn't ended yet goes
 * on holding its slot.
 */
final class HistoryPlayer {

  private final Scenario scenario;
  private final Engine engine;
  private final Ledger ledger;
  private final Ids ids;

  HistoryPlayer(Scenario scenario, Engine engine, Ledger ledger, Ids ids) {
    this.scenario = scenario;
    this.engine = engine;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Plays the history that ends at {@code now}. */
  void play(Instant now, long seed) {
    Past past = Past.of(scenario);
    if (!past.callers().isEmpty()) {
      Memory memory = new Memory(past.callers(), now.minus(past.length()), now);
      var _ = Simulation.run(past.plan(scenario), seed, memory);
    }
  }

  /** Writes what happens in the simulation where AWS would have written it. */
  private final class Memory implements LambdaListener {

    private final List<Caller> callers;
    private final Instant origin;
    private final Instant now;

    Memory(List<Caller> callers, Instant origin, Instant now) {
      this.callers = callers;
      this.origin = origin;
      this.now = now;
    }

    @Override
    public void executed(
        int caller,
        long calledNanos,
        long startNanos,
        long endNanos,
        Execution.Result result,
        Decision slot) {
      Instant start = origin.plusNanos(startNanos);
      if (start.isBefore(now)) {
        Caller who = callers.get(caller);
        FunctionName name = new FunctionName(who.function(), who.qualifier());
        Instant end = origin.plusNanos(endNanos);
        engine.remember(name, slot, ids.requestId(), start, end, result);
        if (who.invocation() == Invocation.ASYNC) {
          ledger.asyncStarted(who.function(), start, Duration.ofNanos(startNanos - calledNanos));
        }
      }
    }

    @Override
    public void refused(int caller, long nanos, Decision why) {
      Instant at = origin.plusNanos(nanos);
      if (why.countsAsThrottle() && at.isBefore(now) && !isDroppedAtOnce(callers.get(caller))) {
        ledger.refused(callers.get(caller).function(), at);
      }
    }

    @Override
    public void ended(int caller, long calledNanos, long nanos, AttemptOutcome surfaced) {
      Caller who = callers.get(caller);
      if (who.invocation() == Invocation.ASYNC) {
        Instant called = origin.plusNanos(calledNanos);
        Instant ended = isDroppedAtOnce(who) ? called : origin.plusNanos(nanos);
        if (called.isBefore(now)) {
          ledger.asyncReceived(who.function(), called);
        }
        if (surfaced != AttemptOutcome.ANSWERED && ended.isBefore(now)) {
          ledger.asyncDropped(who.function(), ended);
        }
      }
    }

    /** A function that is stopped isn't even asked to run an asynchronous event. */
    private boolean isDroppedAtOnce(Caller who) {
      Integer reserved = engine.deployed(who.function()).spec.reserved();
      return who.invocation() == Invocation.ASYNC && reserved != null && reserved == 0;
    }
  }
}
