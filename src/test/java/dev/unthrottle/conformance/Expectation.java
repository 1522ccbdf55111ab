package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.SimulationRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the simulation says about a case, over many seeds and several networks, because what becomes
 * of a retry may depend on the jitter and on the milliseconds that a busy machine adds.
 *
 * @param client the catalogue's client
 * @param duration how long the function runs
 * @param outcomes all that a call came to
 * @param longestGaps the longest gap before each retry, by how the attempt before it ended
 */
record Expectation(
    Client client,
    Duration duration,
    Set<Outcome> outcomes,
    Map<AttemptOutcome, Map<Integer, Duration>> longestGaps) {

  /** What a busy machine may add to a gap. */
  static final Duration SLACK = Duration.ofMillis(400);

  /** By how much a client's timer may run before the sandbox's clock. */
  static final Duration HASTE = Duration.ofMillis(30);

  private static final String FUNCTION = "function";
  private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(5);
  private static final int ACCOUNT_CONCURRENCY = 1000;
  private static final int SEEDS = 300;

  private static final List<Network> NETWORKS =
      List.of(network(0), network(20), network(60), network(150));

  /** How many simulated calls stand behind an expectation at least. */
  static int leastRuns() {
    return SEEDS / 10 * NETWORKS.size();
  }

  /** Simulates a case. */
  static Expectation of(Case one) {
    Client client = one.catalogued();
    Duration duration = one.patience().duration(one.readTimeout(), client.retries());
    Set<Outcome> outcomes = new LinkedHashSet<>();
    Map<AttemptOutcome, Map<Integer, Duration>> longestGaps = new HashMap<>();
    // Only the retries of the impatient may or may not find a slot.
    int seeds = one.patience() == Patience.BELOW ? SEEDS : SEEDS / 10;
    for (Network network : NETWORKS) {
      SimulationPlan plan = plan(one, client, duration, network);
      for (int seed = 0; seed < seeds; seed++) {
        SimulationRun run = Simulation.run(plan, seed);
        outcomes.add(Outcome.of(run));
        note(run.timeline().attempts(), longestGaps);
      }
    }
    return new Expectation(client, duration, outcomes, longestGaps);
  }

  private static SimulationPlan plan(Case one, Client client, Duration duration, Network network) {
    return new SimulationPlan(
        ACCOUNT_CONCURRENCY,
        one.slots() == null ? Map.of() : Map.of(FUNCTION, one.slots()),
        Map.of(),
        List.of(FunctionModel.steady(FUNCTION, duration, FUNCTION_TIMEOUT)),
        List.of(new Caller(FUNCTION, client, Load.once())),
        network,
        1);
  }

  private static Network network(long roundTripMillis) {
    return new Network(Duration.ZERO, Duration.ofMillis(roundTripMillis));
  }

  private static void note(
      List<Attempt> attempts, Map<AttemptOutcome, Map<Integer, Duration>> longestGaps) {
    for (int retry = 1; retry < attempts.size(); retry++) {
      Attempt before = attempts.get(retry - 1);
      longestGaps
          .computeIfAbsent(kind(before.outcome()), _ -> new HashMap<>())
          .merge(
              retry,
              attempts.get(retry).start().minus(before.end()),
              (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
  }

  private static AttemptOutcome kind(AttemptOutcome outcome) {
    return outcome.hungUp() ? AttemptOutcome.READ_TIMEOUT : outcome;
  }

  /** What a real client did otherwise; nothing if it did as one of the simulations has it. */
  List<Difference> differencesTo(Observation observed) {
    List<Difference> differences = new ArrayList<>();
    if (!outcomes.contains(observed.outcome())) {
      differences.addAll(nearest(observed.outcome()));
    }
    for (Gap gap : observed.gaps()) {
      Duration shortest = shortest(gap).minus(HASTE);
      Duration longest = longest(gap).plus(SLACK);
      if (gap.length().compareTo(shortest) < 0 || gap.length().compareTo(longest) > 0) {
        differences.add(
            new Difference(
                "gap",
                "%d ms before retry %d after %s, instead of %d to %d ms"
                    .formatted(
                        gap.length().toMillis(),
                        gap.retry(),
                        gap.after().id(),
                        shortest(gap).toMillis(),
                        longest(gap).toMillis())));
      }
    }
    return differences;
  }

  private List<Difference> nearest(Outcome observed) {
    return outcomes.stream()
        .map(outcome -> outcome.differencesTo(observed))
        .min(Comparator.comparingInt(List::size))
        .orElseThrow();
  }

  /** The shortest that this gap may be. */
  Duration shortest(Gap gap) {
    return backoff(gap).shortest(gap.retry());
  }

  /** The longest that this gap may be; in adaptive mode, the send rate may add to the backoff. */
  Duration longest(Gap gap) {
    Duration backoff = backoff(gap).longest(gap.retry());
    Duration simulated =
        longestGaps.getOrDefault(gap.after(), Map.of()).getOrDefault(gap.retry(), Duration.ZERO);
    return backoff.compareTo(simulated) > 0 ? backoff : simulated;
  }

  private Backoff backoff(Gap gap) {
    return client.retries().backoffAfter(gap.after());
  }
}
