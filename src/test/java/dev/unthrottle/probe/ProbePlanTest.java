package dev.unthrottle.probe;

import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.client.Client;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a probe would do and cost. */
class ProbePlanTest {

  private final World world = new World(seconds(70), seconds(100));

  private ProbePlan plan(ProbeStep last, Client client) {
    return world.plan(request(last, null, false), client);
  }

  @Test
  void measuringAlone_invokesThreeTimes() {
    ProbePlan plan = plan(ProbeStep.MEASURE, cli(seconds(60), 3));
    assertThat(plan.steps()).containsExactly(ProbeStep.MEASURE);
    assertThat(plan.measurements()).isEqualTo(3);
    assertThat(plan.mostInvocations()).isEqualTo(3);
    assertThat(plan.mostSlots()).isEqualTo(1);
    assertThat(plan.refusals()).isEmpty();
  }

  @Test
  void measuringAlone_invokesAsOftenAsTheUserAllows() {
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, 7, false), cli(seconds(60), 3));
    assertThat(plan.measurements()).isEqualTo(7);
    assertThat(plan.mostInvocations()).isEqualTo(7);
  }

  @Test
  void reproducing_countsEveryAttemptOfTheClientAsAnExecution() {
    ProbePlan plan = plan(ProbeStep.REPRODUCE, cli(seconds(60), 3));
    // 1 measurement + 3 attempts
    assertThat(plan.mostInvocations()).isEqualTo(4);
    assertThat(plan.mostInvocations(ProbeStep.MEASURE)).isEqualTo(1);
    assertThat(plan.mostInvocations(ProbeStep.REPRODUCE)).isEqualTo(3);
    assertThat(plan.mostInvocations(ProbeStep.PROVE)).isZero();
    assertThat(plan.mostSlots()).isEqualTo(3);
  }

  @Test
  void proving_addsOneExecution() {
    ProbePlan plan = plan(ProbeStep.PROVE, cli(seconds(60), 3));
    // 1 measurement + 3 attempts + 1 proof
    assertThat(plan.mostInvocations()).isEqualTo(5);
    assertThat(plan.mostInvocations(ProbeStep.REPRODUCE)).isEqualTo(3);
    assertThat(plan.mostInvocations(ProbeStep.PROVE)).isEqualTo(1);
  }

  @Test
  void reproducing_takesNoMoreSlotsThanThereAre() {
    world.lambda.reserved(2);
    assertThat(plan(ProbeStep.REPRODUCE, cli(seconds(60), 3)).mostSlots()).isEqualTo(2);
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).mostSlots()).isEqualTo(1);
  }

  @Test
  void costCeiling_isEveryExecutionAsLongAsItCanLast() {
    // 5 × ((10 s init + 100 s timeout) × 128/1024 GB × $0.0000166667 + $0.0000002) = $0.001146836
    assertThat(plan(ProbeStep.PROVE, cli(seconds(60), 3)).costCeilingUsd())
        .isCloseTo(0.001146836, within(1e-9));
  }

  @Test
  void longest_isEveryTimeoutAndEveryWait() {
    // waiting after a step: 10 s init + 100 s timeout + 2 s shutdown + 60 s for log lines = 172 s
    // a clean attempt: 10 s to connect + (10 + 100 + 5) s to answer = 125 s
    // measure: 5 connections × 10 s + 125 s + 172 s = 347 s
    // reproduce: 3 × (10 + 60) s + backoffs of at most 1 + 2 s + 172 s = 385 s
    // prove: 125 s + 172 s = 297 s
    assertThat(plan(ProbeStep.PROVE, cli(seconds(60), 3)).longest())
        .isEqualTo(seconds(347 + 385 + 297));
  }

  @Test
  void freeSlots_areThoseOfTheUnreservedPool_whereNothingIsReserved() {
    world.lambda.account.reserve("Other", 30);
    // 100 in the account - 30 reserved by another function
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isEqualTo(70);
  }

  @Test
  void freeSlots_leaveOutExecutionsThatTheLogsShowRunning() {
    world.lambda.reserved(10).stranger(seconds(1)).stranger(seconds(50));
    world.time.pass(seconds(60));
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isEqualTo(8);
    // The first ended at 71 s, and its line shows 2 s later.
    world.time.pass(seconds(14));
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isEqualTo(9);
  }

  @Test
  void freeSlots_forgetExecutionsWhoseEndWasNeverLogged_onceTheyCannotRun() {
    world.lambda.reserved(10).stranger(seconds(1));
    world.cloudWatch.loseReports();
    // 1 s + 10 s init + 100 s timeout + 2 s shutdown = 113 s
    world.time.pass(seconds(112));
    assertThat(freeSlots(world)).isEqualTo(9);
    world.time.pass(seconds(1));
    assertThat(freeSlots(world)).isEqualTo(10);
  }

  @Test
  void freeSlots_comeFromTheMetric_whereTheLogsAreDenied() {
    world.lambda.reserved(10).stranger(seconds(1)).stranger(seconds(2));
    world.cloudWatch.deny("logs:FilterLogEvents");
    world.time.pass(seconds(30));
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isEqualTo(8);
  }

  @Test
  void freeSlots_comeFromTheMetric_whereTheLogsLeaveStartsOut() {
    World quiet = new World(seconds(70), seconds(100), "WARN");
    quiet.lambda.reserved(10).stranger(seconds(1));
    quiet.cloudWatch.logDelay(Duration.ofDays(1));
    quiet.time.pass(seconds(30));
    assertThat(freeSlots(quiet)).isEqualTo(9);
  }

  @Test
  void freeSlots_areUnknown_whereNeitherLogsNorMetricsTell() {
    world.lambda.reserved(10);
    world.cloudWatch.cutLogs().deny("cloudwatch:GetMetricData");
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isNull();
  }

  @Test
  void freeSlots_areUnknown_whereTheReservationIs() {
    world.cloudWatch.deny("lambda:GetFunctionConcurrency");
    assertThat(plan(ProbeStep.MEASURE, cli(seconds(60), 3)).freeSlots()).isNull();
  }

  private static @Nullable Integer freeSlots(World other) {
    return other.plan(request(ProbeStep.MEASURE, null, false), cli(seconds(60), 3)).freeSlots();
  }
}
