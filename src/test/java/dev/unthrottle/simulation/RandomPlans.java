package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.seconds;

import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.SendRate;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans of every kind, small enough to be recorded as a whole. */
final class RandomPlans {

  private final RandomGenerator random;

  RandomPlans(RandomGenerator random) {
    this.random = random;
  }

  /** Up to 3 functions and 4 callers in an account of up to 12 slots, some reserved, some held. */
  SimulationPlan plan() {
    List<String> names = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
    int concurrency = 1 + random.nextInt(12);
    Map<String, Integer> reserved = new HashMap<>();
    Map<String, Integer> held = new HashMap<>();
    int unreserved = concurrency;
    for (String name : names) {
      if (random.nextBoolean()) {
        int slots = random.nextInt(unreserved + 1);
        unreserved -= slots;
        reserved.put(name, slots);
        held.put(name, random.nextInt(slots + 1));
      }
    }
    return new SimulationPlan(
        concurrency,
        reserved,
        held,
        names.stream().map(this::function).toList(),
        Stream.generate(() -> caller(names)).limit(1 + random.nextInt(4)).toList(),
        oneOf(Network.NONE, new Network(upTo(0.5), upTo(3))),
        Integer.MAX_VALUE);
  }

  private FunctionModel function(String name) {
    Durations durations =
        oneOf(
            Durations.fixed(upTo(5)),
            Durations.inTurn(List.of(upTo(1), upTo(9), upTo(3))),
            Durations.observed(List.of(upTo(1), upTo(9), upTo(3))),
            Durations.logNormal(seconds(1), seconds(20)));
    Duration coldStart = oneOf(Duration.ZERO, upTo(2));
    RetryHint hint =
        oneOf(RetryHint.NONE, new RetryHint(upTo(3), null), new RetryHint(upTo(30), upTo(8)));
    return new FunctionModel(name, durations, upTo(10), coldStart, oneOf(0.0, 0.3, 1.0), hint);
  }

  private Caller caller(List<String> names) {
    Load load =
        oneOf(
            Load.once(),
            Load.calls(1 + random.nextInt(60), upTo(2)),
            Load.calls(30, Duration.ZERO),
            Load.poisson(0.1 + 4 * random.nextDouble(), seconds(40)));
    String function = names.get(random.nextInt(names.size()));
    return new Caller(function, client(), oneOf(ClientLife.values()), load);
  }

  private Client client() {
    Timeouts timeouts = new Timeouts(limit(1), limit(4), limit(6), limit(12));
    @Nullable SendRate sendRate = random.nextBoolean() ? null : sendRate();
    @Nullable RetryQuota quota = random.nextBoolean() ? null : quota();
    RetryPolicy retries =
        new RetryPolicy(
            sendRate == null ? RetryMode.STANDARD : RetryMode.ADAPTIVE,
            1 + random.nextInt(6),
            Plans.RETRIED,
            backoff(),
            backoff(),
            oneOf(HintUse.values()),
            quota,
            sendRate);
    return Plans.client(timeouts, retries);
  }

  private SendRate sendRate() {
    return new SendRate(
        oneOf(SendRate.Asking.values()),
        oneOf(SendRate.Learning.values()),
        oneOf(SendRate.Filling.values()));
  }

  private RetryQuota quota() {
    return new RetryQuota(40, 14, 14, 10, 5, oneOf(RetryQuota.Refund.values()));
  }

  private Backoff backoff() {
    return new Backoff(
        oneOf(Duration.ZERO, seconds(0.05), seconds(1)),
        oneOf(1.0, 2.0),
        oneOf(seconds(2), seconds(20)),
        oneOf(Jitter.values()),
        oneOf(Backoff.Capping.values()),
        oneOf(Backoff.FirstRetry.values()));
  }

  private @Nullable Duration limit(double atMost) {
    return random.nextBoolean() ? null : upTo(atMost);
  }

  private Duration upTo(double atMost) {
    return Duration.ofNanos(1 + random.nextLong(Math.round(atMost * 1e9)));
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
