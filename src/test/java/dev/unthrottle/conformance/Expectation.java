package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the simulation says about a case, over many seeds and several networks, because what becomes
 * of a retry may depend on the jitter and on the milliseconds that a busy machine adds.
 *
 * @param one the case
 * @param client the catalogue's client
 * @param duration how long the function runs
 * @param outcomes all that a call came to
 */
record Expectation(Case one, Client client, Duration duration, Set<Outcome> outcomes) {

  /** What a busy machine may add to a gap. */
  static final Duration SLACK = Duration.ofMillis(400);

  /** By how much a busy sandbox may be late to see a request whose client's timer runs already. */
  static final Duration HASTE = Duration.ofMillis(150);

  private static final String FUNCTION = "function";
  private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(5);
  private static final int ACCOUNT_CONCURRENCY = 1000;
  private static final int SEEDS = 300;

  private static final List<Network> NETWORKS =
      List.of(network(0), network(20), network(60), network(150), network(300));

  /** How many simulated calls stand behind an expectation at least. */
  static int leastRuns() {
    return SEEDS / 10 * NETWORKS.size();
  }

  /** Simulates a case. */
  static Expectation of(Case one) {
    return of(one, UnaryOperator.identity());
  }

  /**
   * Simulates a case with another client than the catalogue's.
   *
   * @param change what makes the other of the catalogue's
   */
  static Expectation of(Case one, UnaryOperator<Client> change) {
    Client client = change.apply(one.catalogued(one.client().lateness().most()));
    Duration duration = one.patience().duration(one.hangsUpAfter(), client.retries());
    // Only the retries of the impatient may or may not find a slot.
    int seeds = one.patience() == Patience.BELOW ? SEEDS : SEEDS / 10;
    Set<Outcome> outcomes = new LinkedHashSet<>();
    for (Duration late : one.client().lateness().samples()) {
      for (Network network : NETWORKS) {
        SimulationPlan plan = plan(one, change.apply(one.catalogued(late)), duration, network);
        for (int seed = 0; seed < seeds; seed++) {
          outcomes.add(Outcome.of(Simulation.run(plan, seed)));
        }
      }
    }
    return new Expectation(one, client, duration, outcomes);
  }

  private static SimulationPlan plan(Case one, Client client, Duration duration, Network network) {
    return new SimulationPlan(
        ACCOUNT_CONCURRENCY,
        one.slots() == null ? Map.of() : Map.of(FUNCTION, one.slots()),
        Map.of(),
        List.of(function(one.hint().hint(), duration)),
        List.of(new Caller(FUNCTION, client, Load.once())),
        network,
        1);
  }

  private static Network network(long roundTripMillis) {
    return new Network(Duration.ZERO, Duration.ofMillis(roundTripMillis));
  }

  private static FunctionModel function(RetryHint hint, Duration duration) {
    return new FunctionModel(
        FUNCTION, Durations.fixed(duration), FUNCTION_TIMEOUT, Duration.ZERO, 0, hint);
  }

  /** What a real client did otherwise; nothing if it did as one of the simulations has it. */
  List<Difference> differencesTo(Observation observed) {
    List<Difference> differences = new ArrayList<>();
    if (!outcomes.contains(observed.outcome())) {
      differences.addAll(nearest(observed.outcome()));
    }
    differences.addAll(misreadings(observed));
    List<Range> ranges = ranges(observed.gaps());
    for (Gap gap : observed.gaps()) {
      Range range = ranges.get(gap.retry() - 1);
      if (!range.has(gap.length(), haste(gap), SLACK)) {
        differences.add(
            new Difference(
                "gap",
                "%d ms before retry %d after %s, instead of %s"
                    .formatted(gap.length().toMillis(), gap.retry(), gap.after().id(), range)));
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

  /** What the reader of error texts makes of the client's, where it isn't what happened. */
  private static List<Difference> misreadings(Observation observed) {
    String error = observed.error();
    List<Difference> differences = new ArrayList<>();
    if (error != null) {
      ErrorReading reading = ErrorReading.read(error, ClientCatalog.bundled());
      Integer attempts = reading.attempts();
      if (attempts != null && attempts != observed.outcome().requests()) {
        differences.add(
            new Difference(
                "text",
                "%d attempts are read from it, %d were made: %s"
                    .formatted(attempts, observed.outcome().requests(), error)));
      }
      if (reading.readTimedOut() && observed.outcome().surfaced() != Surfaced.Kind.TIMEOUT) {
        differences.add(new Difference("text", "read as a read timeout: " + error));
      }
    }
    return differences;
  }

  /** By how much a gap may seem too short. */
  private Duration haste(Gap gap) {
    return gap.after().hungUp() ? HASTE.plus(one.client().lateness().range()) : HASTE;
  }

  /** The bounds of these gaps, all of one call. */
  private List<Range> ranges(List<Gap> gaps) {
    return client.retries().sendRate() == null
        ? gaps.stream().map(this::backoff).toList()
        : new SendRatePhases(client.retries(), one.hint().hint(), one.hangsUpAfter())
            .of(gaps.stream().map(Gap::after).toList());
  }

  /** The bounds of a gap that is nothing but the backoff. */
  Range backoff(Gap gap) {
    return new Range(backoff(gap, 0), backoff(gap, 1));
  }

  private Duration backoff(Gap gap, double drawn) {
    RetryHint heeded = gap.after() == AttemptOutcome.REFUSED ? one.hint().hint() : RetryHint.NONE;
    return Duration.ofNanos(client.retries().delayNanos(gap.retry(), gap.after(), heeded, drawn));
  }

  /** Whether a gap is random, and only because of the backoff. */
  boolean isJittered() {
    return one.hint() == Hint.NONE
        && client.retries().sendRate() == null
        && one.client().lateness().range().isZero();
  }
}
