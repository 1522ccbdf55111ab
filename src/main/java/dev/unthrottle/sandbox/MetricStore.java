package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
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

  private static final String UNRESERVED = "UnreservedConcurrentExecutions";
  private static final String CLAIMED = "ClaimedAccountConcurrency";
  private static final String PROVISIONED = "ProvisionedConcurrentExecutions";
  private static final String UTILIZATION = "ProvisionedConcurrencyUtilization";

  private final InstantSource clock;
  private final Duration delay;
  private final int claimed;

  /** The provisioned concurrency of each function that has any. */
  private final Map<String, Integer> provisioned = new HashMap<>();

  private final Map<Series, Samples> samples = new ConcurrentHashMap<>();
  private final Map<Series, InFlight> inFlight = new ConcurrentHashMap<>();
  private final InFlight unreserved = new InFlight();

  /** Of {@link #unreserved} those that have no provisioned slot, and so claim one more. */
  private final InFlight unclaimed = new InFlight();

  /**
   * A memory without anything in it.
   *
   * @param functions the account's functions with what they reserve and have provisioned
   */
  MetricStore(InstantSource clock, Duration delay, List<FunctionSpec> functions) {
    this.clock = clock;
    this.delay = delay;
    this.claimed = functions.stream().mapToInt(FunctionSpec::claimed).sum();
    for (FunctionSpec function : functions) {
      if (function.provisioned() > 0) {
        provisioned.put(function.name(), function.provisioned());
      }
    }
  }

  /** An execution. All its metrics are stamped with its start and emitted at its end. */
  void executed(Run run) {
    String function = run.function().name();
    add("Invocations", function, run.start(), run.end(), 1);
    add("Errors", function, run.start(), run.end(), run.result() == Result.SUCCEEDED ? 0 : 1);
    add("Duration", function, run.start(), run.end(), run.duration().toNanos() / 1e6);
    add("Throttles", function, run.start(), run.end(), 0);
    hold(CONCURRENT_EXECUTIONS, run);
    if (run.function().reserved() == null) {
      unreserved.hold(run.start(), run.end());
    }
    switch (run.slot()) {
      case PROVISIONED -> {
        add("ProvisionedConcurrencyInvocations", function, run.start(), run.end(), 1);
        hold(PROVISIONED, run);
      }
      case SPILLED_OVER -> {
        add("ProvisionedConcurrencySpilloverInvocations", function, run.start(), run.end(), 1);
        claim(run);
      }
      default -> claim(run);
    }
  }

  private void hold(String metric, Run run) {
    inFlight(metric, run.function().name()).hold(run.start(), run.end());
    inFlight(metric, null).hold(run.start(), run.end());
  }

  private void claim(Run run) {
    if (run.function().reserved() == null) {
      unclaimed.hold(run.start(), run.end());
    }
  }

  /** A line was taken in by a log group. */
  void logged(String group, Instant at, int bytes) {
    samples("IncomingBytes", group).add(new Samples.Sample(at, at, bytes));
  }

  void asyncReceived(String function, Instant at) {
    add("AsyncEventsReceived", function, at, at, 1);
  }

  void asyncStarted(String function, Instant at, Duration age) {
    add("AsyncEventAge", function, at, at, age.toNanos() / 1e6);
  }

  void asyncDropped(String function, Instant at) {
    add("AsyncEventsDropped", function, at, at, 1);
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
    Instant end = to.isBefore(newest) ? to : newest;
    switch (metric) {
      case CONCURRENT_EXECUTIONS, PROVISIONED ->
          levels(inFlight(metric, function), from, end, consumer);
      case UTILIZATION -> utilization(function, from, end, consumer);
      case UNRESERVED -> {
        if (function == null) {
          levels(unreserved, from, end, consumer);
        }
      }
      case CLAIMED -> {
        if (function == null) {
          claimed(from, end, consumer);
        }
      }
      default -> samples(metric, function).forEach(from, to, newest, consumer);
    }
  }

  private static void levels(
      InFlight inFlight, Instant from, Instant end, Consumer<Samples.Sample> consumer) {
    if (from.isBefore(end)) {
      inFlight.forEach(from, end, consumer);
    }
  }

  /**
   * What is claimed is the larger of reservation and provisioned concurrency of each function, in
   * use or not, and what is in use beside that. It has a sample whenever anything runs, so that
   * only its maximum means something.
   */
  private void claimed(Instant from, Instant end, Consumer<Samples.Sample> consumer) {
    levels(unclaimed, from, end, sample -> consumer.accept(sample.plus(claimed)));
    if (claimed > 0) {
      levels(
          inFlight(CONCURRENT_EXECUTIONS, null),
          from,
          end,
          sample -> consumer.accept(new Samples.Sample(sample.at(), sample.emitted(), claimed)));
    }
  }

  /** The share of its provisioned concurrency that a function has in use. */
  private void utilization(
      @Nullable String function, Instant from, Instant end, Consumer<Samples.Sample> consumer) {
    Integer slots = function == null ? null : provisioned.get(function);
    if (slots != null) {
      levels(
          inFlight(PROVISIONED, function),
          from,
          end,
          sample ->
              consumer.accept(
                  new Samples.Sample(sample.at(), sample.emitted(), sample.value() / slots)));
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

  private InFlight inFlight(String metric, @Nullable String function) {
    return inFlight.computeIfAbsent(new Series(metric, function), series -> new InFlight());
  }
}
