package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Events a second of the simulation with about 1,000 events pending, beside the plainest loop that
 * anybody would write: an M/M/c queue at 90 % load on a {@link PriorityQueue} of records, with as
 * many events pending. The column to compare is {@code :events}.
 *
 * <pre>
 * mvn verify -Pjmh -Djmh.args="SimulationBenchmark -prof gc"
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SimulationBenchmark {

  /** Counts events, of which one operation has many. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Events {
    /** How many events happened; JMH divides them by the time. */
    public long events;
  }

  /**
   * Attempts, timeouts, backoff with jitter, quota, and slots held after hang-up: about 530
   * executions in flight, each with the end of its attempt and of its slot pending.
   */
  @State(Scope.Benchmark)
  public static class Plan {

    private static final String FUNCTION = "f";
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(4);

    final SimulationPlan plan =
        new SimulationPlan(
            1000,
            Map.of(FUNCTION, 540),
            Map.of(),
            List.of(
                new FunctionModel(
                    FUNCTION,
                    Durations.logNormal(Duration.ofSeconds(2), Duration.ofSeconds(9)),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(400),
                    0.01)),
            List.of(new Caller(FUNCTION, client(), Load.poisson(180, Duration.ofSeconds(1000)))),
            new Network(Duration.ofMillis(5), Duration.ofMillis(20)),
            0);
    long seed;

    private static Client client() {
      Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(20), Jitter.FULL);
      RetryPolicy retries =
          new RetryPolicy(
              RetryMode.STANDARD,
              3,
              Set.of(AttemptOutcome.REFUSED, AttemptOutcome.READ_TIMEOUT),
              backoff,
              backoff,
              HintUse.IGNORED,
              new RetryQuota(500, 5, 5, 10, 5),
              null);
      Timeouts timeouts = Timeouts.of(Duration.ofSeconds(60), READ_TIMEOUT);
      return new Client(ClientId.BOTO3, null, "benchmark", timeouts, retries, false);
    }
  }

  /** The simulation. */
  @Benchmark
  public SimulationRun simulation(Plan plan, Events events) {
    Simulation simulation = new Simulation(plan.plan, plan.seed++, null);
    SimulationRun run = simulation.run();
    events.events += simulation.eventCount();
    return run;
  }

  private record Event(double time, long sequence, boolean arrival) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** The plain loop: 1,111 servers, 90 % of them busy, each with its departure pending. */
  @Benchmark
  public int plainQueue(Plan plan, Events events) {
    final int servers = 1111;
    final long count = 1_000_000;
    SplittableRandom random = new SplittableRandom(plan.seed++);
    PriorityQueue<Event> pending = new PriorityQueue<>();
    int inSystem = 0;
    long sequence = 0;
    pending.add(new Event(0, sequence++, true));
    for (long i = 0; i < count; i++) {
      Event event = pending.remove();
      if (event.arrival()) {
        double next = event.time() + random.nextExponential() / (0.9 * servers);
        pending.add(new Event(next, sequence++, true));
        inSystem++;
        if (inSystem <= servers) {
          pending.add(new Event(event.time() + random.nextExponential(), sequence++, false));
        }
      } else {
        inSystem--;
        if (inSystem >= servers) {
          pending.add(new Event(event.time() + random.nextExponential(), sequence++, false));
        }
      }
    }
    events.events += count;
    return inSystem;
  }
}
