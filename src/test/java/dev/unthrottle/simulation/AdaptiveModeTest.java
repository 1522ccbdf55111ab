package dev.unthrottle.simulation;

import static dev.unthrottle.client.AttemptOutcome.CALL_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static dev.unthrottle.simulation.Plans.FUNCTION;
import static dev.unthrottle.simulation.Plans.adaptive;
import static dev.unthrottle.simulation.Plans.plan;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.SendRate;
import dev.unthrottle.client.SendRate.Asking;
import dev.unthrottle.client.SendRate.Filling;
import dev.unthrottle.client.SendRate.Learning;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that limit their own rate. After a first 429 the bucket is empty and fills with half a
 * token a second, the least; 429s keep it there. Reserved 0 refuses everything at once.
 */
class AdaptiveModeTest {

  @ParameterizedTest
  @EnumSource
  void aLoneCall_isRefusedAtOnceAndThenEvery2Seconds(Asking asking) {
    assertThat(starts(run(0, adaptive(rate(asking), Duration.ZERO), Load.once())))
        .containsExactly(Duration.ZERO, seconds(2), seconds(4));
  }

  @Test
  void askingAfterTheBackoff_waitsForTheLongerOfTheTwo() {
    // A second of backoff, and then another one for the other half of the token.
    assertThat(starts(run(0, adaptive(rate(Asking.AFTER_BACKOFF), seconds(1)), Load.once())))
        .containsExactly(Duration.ZERO, seconds(2), seconds(4));
    assertThat(starts(run(0, adaptive(rate(Asking.AFTER_BACKOFF), seconds(5)), Load.once())))
        .containsExactly(Duration.ZERO, seconds(5), seconds(10));
  }

  @Test
  void askingBeforeTheBackoff_waitsForBoth() {
    // 2 + 1 s. The token was there at 2 s, so at 3 s there is half of the next: 1 + 1 s.
    assertThat(starts(run(0, adaptive(rate(Asking.BEFORE_BACKOFF), seconds(1)), Load.once())))
        .containsExactly(Duration.ZERO, seconds(3), seconds(5));
  }

  @ParameterizedTest
  @EnumSource
  void callsOfOneClient_takeTurns(Asking asking) {
    // Both are sent at 0, before either is refused. From then on there is one token every 2 s for
    // the four retries of the two.
    Client client = adaptive(rate(asking), Duration.ZERO);
    assertThat(starts(run(0, client, Load.calls(2, Duration.ZERO))).stream().sorted())
        .containsExactly(
            Duration.ZERO, Duration.ZERO, seconds(2), seconds(4), seconds(6), seconds(8));
  }

  @ParameterizedTest
  @EnumSource
  void aFirstAttempt_waitsToo(Asking asking) {
    // The first call is over at 4 s. At 4.5 s there is a quarter of a token: 0.75 / 0.5 = 1.5 s.
    Client client = adaptive(rate(asking), Duration.ZERO);
    assertThat(starts(run(0, client, Load.calls(2, seconds(4.5)))))
        .containsExactly(
            Duration.ZERO, seconds(2), seconds(4), seconds(6), seconds(8), seconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatWasIdle_sendsAtOnce(Asking asking) {
    Client client = adaptive(rate(asking), Duration.ZERO);
    assertThat(starts(run(0, client, Load.calls(2, seconds(60)))))
        .containsExactly(
            Duration.ZERO, seconds(2), seconds(4), seconds(60), seconds(62), seconds(64));
  }

  @Test
  void aNewClientForEachCall_remembersNoRate() {
    // One client would have half a token at 5 s.
    Load load = Load.calls(2, seconds(5));
    Client client = adaptive(rate(Asking.AFTER_BACKOFF), Duration.ZERO);
    Caller caller = new Caller(FUNCTION, client, ClientLife.ONE_CALL, load);
    assertThat(starts(Simulation.run(with(plan(0, seconds(1), client, load), caller), 1)))
        .containsExactly(Duration.ZERO, seconds(2), seconds(4), seconds(5), seconds(7), seconds(9));
    assertThat(starts(run(0, client, load)))
        .containsExactly(
            Duration.ZERO, seconds(2), seconds(4), seconds(6), seconds(8), seconds(10));
  }

  @Test
  void aCollisionWithItself_meetsATokenOnlyWhereTheBucketFillsFromTheStart() {
    // 70 s, read timeout 60 s, one slot. Attempt 2 is refused at 60 s. In the 60 s before, botocore
    // has gathered a token for attempt 3; the others begin to gather when attempt 1 ends.
    assertThat(collision(Filling.FROM_THE_START))
        .containsExactly(Duration.ZERO, seconds(60), seconds(60));
    assertThat(collision(Filling.FROM_THE_FIRST_END))
        .containsExactly(Duration.ZERO, seconds(60), seconds(62));
  }

  @Test
  void theCallLimit_cutsTheWaitForATokenOff() {
    Client unlimited = adaptive(rate(Asking.AFTER_BACKOFF), Duration.ZERO);
    Client limited =
        Plans.client(new Timeouts(null, null, null, seconds(1.5)), unlimited.retries());
    SimulationRun run = run(0, limited, Load.once());
    assertThat(run.timeline().attempts()).extracting(Attempt::outcome).containsExactly(REFUSED);
    assertThat(run.calls().getFirst().surfaced()).isEqualTo(CALL_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(1.5));
  }

  @Test
  void withoutA429_adaptiveModeIsStandardMode() {
    Client unlimited = adaptive(rate(Asking.BEFORE_BACKOFF), seconds(1));
    Client client = Plans.client(Timeouts.of(null, seconds(2)), unlimited.retries());
    // Three slots, so nothing is refused: 2 s, and 1 s of backoff.
    SimulationRun run = run(3, client, Load.once());
    assertThat(run.timeline().attempts()).extracting(Attempt::outcome).containsOnly(READ_TIMEOUT);
    assertThat(starts(run)).containsExactly(Duration.ZERO, seconds(3), seconds(6));
  }

  private static List<Duration> collision(Filling filling) {
    SendRate rate = new SendRate(Asking.AFTER_BACKOFF, Learning.FROM_EVERY_ATTEMPT, filling);
    Client client =
        Plans.client(Timeouts.of(null, seconds(60)), adaptive(rate, Duration.ZERO).retries());
    return starts(Simulation.run(plan(1, seconds(70), client, Load.once()), 1));
  }

  private static SimulationRun run(int reserved, Client client, Load load) {
    return Simulation.run(plan(reserved, seconds(9), client, load), 1);
  }

  private static SendRate rate(Asking asking) {
    return new SendRate(asking, Learning.FROM_EVERY_ATTEMPT, Filling.FROM_THE_FIRST_END);
  }

  private static SimulationPlan with(SimulationPlan plan, Caller caller) {
    return new SimulationPlan(
        plan.accountConcurrency(),
        plan.reserved(),
        Map.of(),
        plan.functions(),
        List.of(caller),
        plan.network(),
        plan.timelineCalls());
  }

  private static List<Duration> starts(SimulationRun run) {
    return run.timeline().attempts().stream().map(Attempt::start).toList();
  }
}
