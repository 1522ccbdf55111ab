package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Execution.Result;
import dev.unthrottle.simulation.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
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
    this.limit = scenario.account().limit(scenario.functions());
    Ids ids = new Ids(random);
    for (FunctionSpec spec : scenario.functions()) {
      functions.put(spec.name(), new Deployed(spec, limit, ids));
    }
  }

  /** Executes a function, if the request is admitted. */
  synchronized Admission invoke(FunctionName name, Invocation invocation, String requestId) {
    Deployed deployed = deployed(name.name());
    Instant now = clock.instant();
    String qualifier = name.isLatest() ? null : name.qualifier();
    String version = deployed.versionOf(qualifier, random);
    Slots slots = deployed.slotsOf(qualifier);
    Decision decision = slots.tryAcquire(nanos(now), invocation, deployed.isWarm(version, now));
    if (decision.reason() != null) {
      if (decision.countsAsThrottle()) {
        deployed.refusals++;
        ledger.refused(name.name(), now);
      }
      return new Admission.Refused(decision);
    }
    deployed.executions++;
    deployed.peakInFlight = Math.max(deployed.peakInFlight, deployed.inFlight());
    Run run =
        deployed.begin(new Deployed.Place(qualifier, version, decision), requestId, now, random);
    ledger.executed(run);
    return new Admission.Admitted(run, hold(slots, run, Duration.between(now, run.end())));
  }

  /** Whether a caller of the API may make another request that takes no slot. */
  synchronized boolean mayCall() {
    return limit.mayCall(nanos(clock.instant()));
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  /** Records an execution of the past; one that hasn't ended yet goes on holding its slot. */
  synchronized void remember(
      FunctionName name,
      Decision slot,
      String requestId,
      Instant start,
      Instant end,
      Result result) {
    Deployed deployed = deployed(name.name());
    String qualifier = name.isLatest() ? null : name.qualifier();
    String version = deployed.versionOf(qualifier, random);
    Deployed.Place place = new Deployed.Place(qualifier, version, slot);
    Run run = deployed.beginWithin(place, requestId, start, end, result);
    ledger.executed(run);
    Duration left = Duration.between(clock.instant(), end);
    Slots slots = deployed.slotsOf(qualifier);
    if (left.isPositive() && slots.tryHold(slot)) {
      var _ = hold(slots, run, left);
    }
  }

  private CompletableFuture<Run> hold(Slots slots, Run run, Duration time) {
    return CompletableFuture.supplyAsync(
        () -> {
          sleep(time);
          synchronized (this) {
            slots.release(run.slot());
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
