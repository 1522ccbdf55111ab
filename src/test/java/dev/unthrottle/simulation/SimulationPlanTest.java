package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.patientWithoutRetries;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationPlanTest {

  private static final FunctionModel A = FunctionModel.steady("a", seconds(1), seconds(3));

  @Test
  void allProblems_areNamedAtOnce() {
    assertThatThrownBy(() ->
            new SimulationPlan(
                10,
                Map.of("a", 8, "b", 4, "c", -1),
                Map.of("a", 9, "d", 1),
                List.of(A, A),
                List.of(new Caller("e", patientWithoutRetries(), Load.poisson(1e9, seconds(2)))),
                new Network(Duration.ZERO, Duration.ofDays(4000)),
                -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            This plan can't be simulated:
            - A reservation is not negative. Found: -1 for c
            - Reservations don't exceed the account's concurrency. Found: {a=8, b=4, c=-1} of 10
            - The number of calls to record is not negative. Found: -1
            - A function is modelled once. Found: [a, a]
            - Held slots are between 0 and the function's reservation. Found: 9 of 8 for a
            - Held slots are held for the timeout of a function in the plan. Found: d
            - Held slots fit into the unreserved pool. Found: 1 of -1
            - A caller calls a function of the plan. Found: e, where there are [a, a]
            - A simulation has at most 1000000000 calls. Found: 2000000000 expected
            - No time is longer than 3650 days. Found: 4000 days for roundTrip\
            """);
  }

  @Test
  void anAccountWithoutSlotsOrCallers_isRefused() {
    assertThatThrownBy(
            () -> new SimulationPlan(0, Map.of(), Map.of(), List.of(A), List.of(), Network.NONE, 0))
        .hasMessage(
            """
            This plan can't be simulated:
            - An account has at least one slot. Found: 0
            - A simulation has at least one caller. Found: none\
            """);
  }

  @Test
  void functionsThatNobodyModels_canHaveReservations() {
    SimulationPlan plan =
        new SimulationPlan(
            10,
            Map.of("elsewhere", 10),
            Map.of(),
            List.of(A),
            List.of(new Caller("a", patientWithoutRetries(), Load.once())),
            Network.NONE,
            1);

    assertThat(Simulation.run(plan, 1).tally().refusedCalls()).isEqualTo(1);
  }
}
