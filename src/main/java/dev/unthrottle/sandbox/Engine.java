package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Executes functions in real time. An execution holds its slot until it ends, whoever still waits
 * for it. Thread-safe.
 */
final class Engine {

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final ExecutorService threads;
  private final ConcurrencyLimit limit;
  private final Map<String, Deployed> functions = new LinkedHashMap<>();

  Engine(
      Scenario scenario,
      InstantSource clock,
      RandomGenerator random,
      Ledger ledger,
      ExecutorService threads) {
    this.clock = clock;
    this.random = random;
    this.ledger = ledger;
    this.threads = threads;
    this.limit = new ConcurrencyLimit(scenario.accountConcurrency());
    Ids ids = new Ids(random);
    for (FunctionSpec spec : scenario.functions()) {
      if (spec.reserved() != null) {
        limit.reserve(spec.name(), spec.reserved());
      }
      functions.put(spec.name(), new Deployed(spec, limit.slotsOf(spec.name()), ids));
    }
  }

  /** Executes a function if a slot is free. */
  synchronized Admission invoke(String function, String requestId) {
    Deployed deployed = deployed(function);
    Instant now = clock.instant();
    if (!deployed.slots.tryAcquire()) {
      deployed.refusals++;
      ledger.refused(function, now);
      return new Admission.Refused(deployed.slots.refusal());
    }
    deployed.executions++;
    deployed.peakInFlight = Math.max(deployed.peakInFlight, deployed.slots.inFlight());
    Run run = deployed.begin(requestId, now, random);
    ledger.executed(run);
    return new Admission.Admitted(run, hold(deployed.slots, run, Duration.between(now, run.end())));
  }

  /** Records an execution of the past; one that hasn't ended yet goes on holding its slot. */
  synchronized void remember(
      String function, String requestId, Instant start, Instant end, Result result) {
    Deployed deployed = deployed(function);
    Run run = deployed.placeWithin(requestId, start, end, result);
    ledger.executed(run);
    Duration left = Duration.between(clock.instant(), end);
    Slots slots = deployed.slots;
    if (left.isPositive() && slots.tryAcquire()) {
      var _ = hold(slots, run, left);
    }
  }

  /** Records a refusal of the past. */
  void rememberRefusal(String function, Instant at) {
    ledger.refused(function, at);
  }

  private CompletableFuture<Run> hold(Slots slots, Run run, Duration time) {
    return CompletableFuture.supplyAsync(
        () -> {
          sleep(time);
          synchronized (this) {
            slots.release();
          }
          return run;
        },
        threads);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      // The sandbox is being closed: every execution ends now.
      Thread.currentThread().interrupt();
    }
  }

  /** Gives access to the account's concurrency, one caller at a time. */
  synchronized <T extends @Nullable Object> T withLimit(Function<ConcurrencyLimit, T> action) {
    return action.apply(limit);
  }

  /** What became of a function so far. */
  synchronized Counts counts(String function) {
    return deployed(function).counts();
  }

  Deployed deployed(String function) {
    Deployed deployed = functions.get(function);
    if (deployed == null) {
      throw new IllegalArgumentException("The scenario has no function " + function);
    }
    return deployed;
  }
}
