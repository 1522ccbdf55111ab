package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Execution.Result;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Timelines that are hard to draw. */
final class NastyTimelines {

  private NastyTimelines() {}

  /** 40 refusals within a second, after an attempt of 900 s. */
  static Timeline crowdedEnd() {
    var attempts = new ArrayList<Attempt>();
    attempts.add(attempt(1, 0, 900_000, AttemptOutcome.READ_TIMEOUT, null));
    for (int i = 2; i <= 41; i++) {
      long at = 900_000 + i * 20L;
      attempts.add(
          attempt(i, at, at + 10, AttemptOutcome.REFUSED, ThrottleReason.RESERVED_CONCURRENCY));
    }
    return new Timeline(attempts, List.of(run(1, 0, 905_000, Result.TIMED_OUT)));
  }

  /** Outcomes that change all the time, 10 ms apart among 900 s. */
  static Timeline everyOutcome() {
    var attempts = new ArrayList<Attempt>();
    AttemptOutcome[] outcomes = AttemptOutcome.values();
    for (int i = 0; i < 30; i++) {
      AttemptOutcome outcome = outcomes[i % outcomes.length];
      attempts.add(attempt(i + 1, i * 30_000L, i * 30_000L + 10, outcome, null));
    }
    attempts.add(attempt(31, 899_000, 900_000, AttemptOutcome.CONNECT_TIMEOUT, null));
    return new Timeline(attempts, List.of());
  }

  /** 20 executions of one call, all at once. */
  static Timeline twentyExecutions() {
    return new Timeline(
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                i -> attempt(i, i * 1_000L - 1_000, i * 1_000L, AttemptOutcome.READ_TIMEOUT, null))
            .toList(),
        IntStream.rangeClosed(1, 20)
            .mapToObj(i -> run(i, i * 1_000L - 1_000, 60_000 + i * 10L, Result.SUCCEEDED))
            .toList());
  }

  /** Nothing took any time. */
  static Timeline instant() {
    return new Timeline(
        List.of(attempt(1, 0, 0, AttemptOutcome.ANSWERED, null)),
        List.of(run(1, 0, 0, Result.FAILED)));
  }

  /** What random clients meet at a random limit. */
  static Timeline random(long seed) {
    var random = new SplittableRandom(seed);
    var ids = ClientId.values();
    Client client =
        ClientCatalog.bundled()
            .resolve(ClientConfiguration.defaults(ids[random.nextInt(ids.length)], null))
            .client();
    Duration longest = Duration.ofMillis((long) Math.pow(10, 1 + random.nextDouble() * 4.8));
    Duration patience = longest.multipliedBy(1 + random.nextInt(20)).dividedBy(10);
    Client hasty =
        client.with(
            Timeouts.of(Duration.ofSeconds(3), patience.plusMillis(1)),
            1 + random.nextInt(8),
            true);
    int slots = random.nextInt(4);
    var plan =
        new SimulationPlan(
            1_000,
            Map.of("f", slots),
            Map.of(),
            List.of(
                new FunctionModel(
                    "f",
                    Durations.fixed(longest),
                    Duration.ofMinutes(15),
                    Duration.ofMillis(300),
                    0.2)),
            List.of(
                new Caller(
                    "f",
                    hasty,
                    Load.calls(1 + random.nextInt(8), longest.dividedBy(1 + random.nextInt(9))))),
            Network.NONE,
            20);
    return Simulation.run(plan, seed).timeline();
  }

  private static Attempt attempt(
      int number, long from, long to, AttemptOutcome outcome, @Nullable ThrottleReason reason) {
    return new Attempt(
        1, number, Duration.ofMillis(from), Duration.ofMillis(to), outcome, reason, null);
  }

  private static Execution run(int attempt, long from, long to, Result result) {
    return new Execution(1, attempt, Duration.ofMillis(from), Duration.ofMillis(to), result, null);
  }
}
