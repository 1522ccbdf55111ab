package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** A function and what has become of it so far. Not thread-safe. */
final class Deployed {

  final FunctionSpec spec;
  final Slots slots;
  private final Environments environments;
  private int drawn;
  int executions;
  int refusals;
  int peakInFlight;

  Deployed(FunctionSpec spec, Slots slots, Ids ids) {
    this.spec = spec;
    this.slots = slots;
    this.environments = new Environments(ids);
  }

  /** Settles an execution that begins now: where it runs, how long, and how it ends. */
  Run begin(String requestId, Instant start, RandomGenerator random) {
    Duration wanted = Duration.ofNanos(spec.durations().drawNanos(drawn++, random));
    boolean cutOff = wanted.compareTo(spec.timeout()) >= 0;
    boolean raises = random.nextDouble() < spec.fails();
    Result result = cutOff ? Result.TIMED_OUT : raises ? Result.FAILED : Result.SUCCEEDED;
    return place(requestId, start, result, cutOff ? spec.timeout() : wanted);
  }

  /** An execution whose handler takes {@code duration}, in an environment that is idle or new. */
  Run place(String requestId, Instant start, Result result, Duration duration) {
    Environments.Environment idle = environments.idle(start);
    Environments.Environment environment = idle == null ? environments.create(start) : idle;
    Duration init = idle == null ? spec.coldStart() : Duration.ZERO;
    Run run = new Run(spec, requestId, environment.logStream, start, init, duration, result);
    environment.busyUntil(run.end());
    return run;
  }

  /** An execution of the past that held its slot from start to end, cold start included. */
  Run placeWithin(String requestId, Instant start, Instant end, Result result) {
    Duration held = Duration.between(start, end);
    boolean cold = environments.idle(start) == null;
    return place(requestId, start, result, cold ? held.minus(spec.coldStart()) : held);
  }

  Counts counts() {
    return new Counts(executions, refusals, slots.inFlight(), peakInFlight);
  }
}
