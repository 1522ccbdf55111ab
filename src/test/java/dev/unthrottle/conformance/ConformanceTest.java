package dev.unthrottle.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real clients do what the simulation says that they do: {@code target/conformance/report.md} has
 * the whole comparison.
 */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private KnownDeviations known;
  private Collection<Result> results;
  private List<Spread> spreads;

  @BeforeAll
  void compare() throws IOException {
    Instant start = Clock.systemUTC().instant();
    known = KnownDeviations.load();
    try (Drivers drivers = Drivers.start()) {
      results = Comparison.of(RealClients.of(drivers)).values();
      spreads = Spread.of(results);
      Duration took = Duration.between(start, Clock.systemUTC().instant());
      ReportFile.write(
          ReportFile.Part.CLIENTS, Report.of(drivers.tools(), results, spreads, known, took));
    }
  }

  Stream<String> clients() {
    return results.stream().map(result -> result.one().client().name()).distinct();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aRealClient_doesWhatTheSimulationSays(String client) {
    assertThat(results.stream().filter(result -> result.one().client().name().equals(client)))
        .flatMap(this::unexplained)
        .isEmpty();
  }

  private List<String> unexplained(Result result) {
    return result.differences().stream()
        .filter(difference ->
            known
                .explain(result.one().client().name(), result.one().circumstances(), difference)
                .isEmpty())
        .map(difference -> result.one() + ": " + difference)
        .toList();
  }

  private List<String> unexplained(Spread spread) {
    return spread.implausibility().stream()
        .filter(difference -> known.explain(spread.client(), spread.where(), difference).isEmpty())
        .map(difference -> "%s, %s: %s".formatted(spread.client(), spread.where(), difference))
        .toList();
  }

  @Test
  void gaps_areSpreadAsTheJitterSays() {
    assertThat(spreads).flatMap(this::unexplained).isEmpty();
  }

  @Test
  void everyKnownDeviation_isStillSeen() {
    assertThat(known.unseen()).isEmpty();
  }

  /** If the catalogue were wrong, these tests would fail: the real boto3 is no such client. */
  @ParameterizedTest
  @EnumSource
  void aWrongCatalogue_isFound(WrongCatalogue wrong) {
    List<Result> beside =
        results.stream()
            .filter(result -> result.one().client().name().equals("boto3"))
            .map(result -> beside(wrong, result))
            .toList();
    Stream<Difference> found =
        Stream.concat(
            beside.stream().flatMap(result -> result.differences().stream()),
            Spread.of(beside).stream().flatMap(spread -> spread.implausibility().stream()));
    assertThat(found).extracting(Difference::what).contains(wrong.found());
  }

  /** What a real client did, compared with a wrong one. */
  private static Result beside(WrongCatalogue wrong, Result right) {
    Expectation expectation = Expectation.of(right.one(), wrong::of);
    Observation observation = Objects.requireNonNull(right.observation());
    return new Result(
        right.one(), expectation, observation, expectation.differencesTo(observation), List.of());
  }
}
