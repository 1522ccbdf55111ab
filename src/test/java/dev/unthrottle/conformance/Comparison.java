package dev.unthrottle.conformance;

import dev.unthrottle.client.ClientConfigurationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All real clients in all cases, beside the simulation. */
final class Comparison {

  /** How many cases of one driver overlap. */
  private static final int AT_ONCE = 40;

  private static final int PROCESSES_AT_ONCE = 8;

  /** Between two calls of a driver: what keeps two processors from being a client's bottleneck. */
  private static final Duration PACE = Duration.ofMillis(150);

  private static final Duration PROCESS_PACE = Duration.ofMillis(1500);

  /** The patient first, while everything warms up; then those that take longest. */
  private static final Comparator<Expectation> ORDER =
      Comparator.<Expectation, Boolean>comparing(it -> it.one().patience() != Patience.ABOVE)
          .thenComparing(Expectation::duration, Comparator.reverseOrder());

  private final Map<Case, Result> results = new LinkedHashMap<>();

  private Comparison() {}

  /** Runs all cases. What was different is run a second time, when the machine is calmer. */
  static Map<Case, Result> of(List<RealClient> clients) throws IOException {
    Comparison comparison = new Comparison();
    Map<Case, Expectation> expectations = comparison.expect(clients);
    comparison.play(only(expectations, one -> !isProcessPerCall(one)), AT_ONCE, PACE);
    comparison.play(
        only(expectations, Comparison::isProcessPerCall), PROCESSES_AT_ONCE, PROCESS_PACE);
    Map<Case, Expectation> again = only(expectations, comparison::isDifferent);
    comparison.play(again, PROCESSES_AT_ONCE, PACE.multipliedBy(2));
    return comparison.results;
  }

  private Map<Case, Expectation> expect(List<RealClient> clients) {
    List<Case> cases = clients.stream().flatMap(client -> Case.of(client).stream()).toList();
    Map<Case, Expectation> expectations = new LinkedHashMap<>();
    for (Case one : cases) {
      try {
        expectations.put(one, Expectation.of(one));
      } catch (ClientConfigurationException | IllegalStateException e) {
        Difference unknown = new Difference("catalogue", String.valueOf(e.getMessage()));
        results.put(one, new Result(one, null, null, List.of(unknown), List.of()));
      }
    }
    return expectations;
  }

  /** Those that were asked for, in {@link #ORDER}. */
  private static Map<Case, Expectation> only(
      Map<Case, Expectation> expectations, Predicate<Case> wanted) {
    return expectations.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .sorted(Map.Entry.comparingByValue(ORDER))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
  }

  private static boolean isProcessPerCall(Case one) {
    return one.client().id().isProcessPerCall();
  }

  private boolean isDifferent(Case one) {
    Result result = results.get(one);
    return result != null && !result.differences().isEmpty();
  }

  private void play(Map<Case, Expectation> cases, int atOnce, Duration pace) throws IOException {
    if (!cases.isEmpty()) {
      try (Playground playground = new Playground(cases)) {
        playground.play(
            atOnce, pace, (one, seen) -> note(one, Objects.requireNonNull(cases.get(one)), seen));
      }
    }
  }

  private synchronized void note(Case one, Expectation expectation, Observation observation) {
    List<Difference> differences = expectation.differencesTo(observation);
    results.merge(
        one,
        new Result(one, expectation, observation, differences, List.of()),
        (before, now) ->
            new Result(one, expectation, observation, now.differences(), before.differences()));
  }
}
