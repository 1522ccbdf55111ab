package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch's memory of the namespace {@code AWS/Lambda}, for each function and for the account.
 * An execution may be recorded ahead of its end: nobody finds a sample before it was emitted and
 * the delay has passed. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics</a>, checked 2026-11-22
 */
final class MetricStore {

  private static final String CONCURRENT_EXECUTIONS = "ConcurrentExecutions";

  /** A metric of one function, or of the whole account where that is {@code null}. */
  private record Series(String metric, @Nullable String function) {}

  private final InstantSource clock;
  private final Duration delay;
  private final Map<Series, Samples> samples = new ConcurrentHashMap<>();
  private final Map<Series, InFlight> inFlight = new ConcurrentHashMap<>();

  MetricStore(InstantSource clock, Duration delay) {
    this.clock = clock;
    this.delay = delay;
  }

  /** An execution. All its metrics are stamped with its start and emitted at its end. */
  void executed(Run run) {
    String function = run.function().name();
    add("Invocations", function, run.start(), run.end(), 1);
    add("Errors", function, run.start(), run.end(), run.result() == Result.SUCCEEDED ? 0 : 1);
    add("Duration", function, run.start(), run.end(), run.duration().toNanos() / 1e6);
    add("Throttles", function, run.start(), run.end(), 0);
    inFlight(function).hold(run.start(), run.end());
    inFlight(null).hold(run.start(), run.end());
  }

  /** A refusal; it counts in Throttles and nowhere else. */
  void refused(String function, Instant at) {
    add("Throttles", function, at, at, 1);
  }

  /** Hands out the samples of a series in {@code [from, to)} that can be found by now. */
  void forEach(
      String metric,
      @Nullable String function,
      Instant from,
      Instant to,
      Consumer<Samples.Sample> consumer) {
    Instant newest = clock.instant().minus(delay);
    if (metric.equals(CONCURRENT_EXECUTIONS)) {
      Instant end = to.isBefore(newest) ? to : newest;
      if (from.isBefore(end)) {
        inFlight(function).forEach(from, end, consumer);
      }
    } else {
      samples(metric, function).forEach(from, to, newest, consumer);
    }
  }

  private void add(String metric, String function, Instant at, Instant emitted, double value) {
    Samples.Sample sample = new Samples.Sample(at, emitted, value);
    samples(metric, function).add(sample);
    samples(metric, null).add(sample);
  }

  private Samples samples(String metric, @Nullable String function) {
    return samples.computeIfAbsent(new Series(metric, function), series -> new Samples());
  }

  private InFlight inFlight(@Nullable String function) {
    return inFlight.computeIfAbsent(
        new Series(CONCURRENT_EXECUTIONS, function), series -> new InFlight());
  }
}
