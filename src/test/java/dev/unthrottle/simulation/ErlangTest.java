package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.FUNCTION;
import static dev.unthrottle.simulation.Plans.patientWithoutRetries;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErlangTest {

  @Test
  void blocking_isTheLossFormula() {
    // B(a, c) = (a^c / c!) / (sum of a^k / k! for k from 0 to c)
    // B(2, 1) = 2 / (1 + 2) = 2/3; B(2, 2) = 2 / (1 + 2 + 2) = 2/5
    // B(2, 3) = (8/6) / (1 + 2 + 2 + 8/6) = (4/3) / (19/3) = 4/19
    assertThat(Erlang.blocking(2, 1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(Erlang.blocking(2, 2)).isCloseTo(2 / 5.0, within(1e-15));
    assertThat(Erlang.blocking(2, 3)).isCloseTo(4 / 19.0, within(1e-15));
  }

  @Test
  void withoutSlots_everythingIsBlocked() {
    assertThat(Erlang.blocking(3, 0)).isEqualTo(1);
  }

  @Test
  void withoutLoad_nothingIsBlocked() {
    assertThat(Erlang.blocking(0, 1)).isZero();
  }

  @Test
  void blocking_isStableWhereFactorialsOverflow() {
    // With a = c, B approaches 1 / (sqrt(pi c / 2) + 2/3): 1 / (125.3314 + 0.6667) = 0.0079366.
    assertThat(Erlang.blocking(10_000, 10_000)).isCloseTo(0.0079366, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.01", "5, 0.001", "120, 0.0001", "900, 0.05"})
  void slotsFor_areTheFewestThatMeetTheTarget(double load, double target) {
    int slots = Erlang.slotsFor(load, target);

    assertThat(Erlang.blocking(load, slots)).isLessThanOrEqualTo(target);
    assertThat(Erlang.blocking(load, slots - 1)).isGreaterThan(target);
  }

  @Test
  void eightErlangs_needFifteenSlotsForOnePercent() {
    // B(8, 14) = 0.0172, B(8, 15) = 8 x 0.0172 / (15 + 8 x 0.0172) = 0.0091
    assertThat(Erlang.slotsFor(8, 0.01)).isEqualTo(15);
  }

  @Test
  void slotsFor_noLoad_areNone() {
    assertThat(Erlang.slotsFor(0, 1)).isZero();
  }

  @Test
  void loadsAndTargetsOutOfRange_areRefused() {
    assertThatThrownBy(() -> Erlang.blocking(-1, 1))
        .hasMessage("An offered load is between 0 and 10000000 erlangs. Found: -1.0");
    assertThatThrownBy(() -> Erlang.blocking(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Erlang.blocking(1, -1))
        .hasMessage("Slots are not negative. Found: -1");
    assertThatThrownBy(() -> Erlang.slotsFor(1, 0))
        .hasMessage("A blocking target is above 0 and at most 1. Found: 0.0");
  }

  /** Three distributions with a mean of 2 s each, and 1 and 10 slots. */
  static Stream<Arguments> durations() {
    // The mean of a log-normal is p50 exp(s^2 / 2) with s = ln(p99 / p50) / 2.32635. For
    // p99 = 10 p50: s = 0.98979, exp(s^2 / 2) = 1.63208; so p50 = 2 / 1.63208 = 1.22543 s.
    Durations logNormal = Durations.logNormal(seconds(1.22543), seconds(12.2543));
    Durations observed = Durations.observed(List.of(seconds(0.5), seconds(1), seconds(4.5)));
    return Stream.of(Durations.fixed(seconds(2)), logNormal, observed)
        .flatMap(it -> Stream.of(Arguments.of(it, 1), Arguments.of(it, 10)));
  }

  @ParameterizedTest
  @MethodSource("durations")
  void theSimulation_blocksAsOftenAsErlangSays_whateverTheDistribution(
      Durations durations, int slots) {
    // 4 calls a second of 2 s: 8 erlangs. B(8, 1) = 8/9, B(8, 10) = 0.1217. Of 400,000 calls, the
    // share has a standard error below 0.002 (for uncorrelated blocking, 0.0005); allow 0.005.
    SimulationPlan plan =
        new SimulationPlan(
            1000,
            Map.of(FUNCTION, slots),
            Map.of(),
            List.of(new FunctionModel(FUNCTION, durations, seconds(900), Duration.ZERO, 0)),
            List.of(
                new Caller(FUNCTION, patientWithoutRetries(), Load.poisson(4, seconds(100_000)))),
            Network.NONE,
            0);

    Tally tally = Simulation.run(plan, 1917).tally();

    assertThat(tally.calls()).isCloseTo(400_000, within(2_000));
    assertThat((double) tally.refusedCalls() / tally.calls())
        .isCloseTo(Erlang.blocking(8, slots), within(0.005));
  }
}
