package dev.unthrottle.probe;

import static dev.unthrottle.client.AttemptOutcome.ANSWERED;
import static dev.unthrottle.client.AttemptOutcome.CONNECTION_FAILED;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REJECTED;
import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe that can't go on keeps what it has seen, and says why it stopped. */
class ProbeFailureTest {

  private static final Client CLI = cli(seconds(60), 3);

  @AfterEach
  void clearInterruption() {
    Thread.interrupted();
  }

  @Test
  void crashInTheMiddle_keepsTheRecord_andCountsTheAttempt() {
    World world = new World(seconds(70), seconds(900));
    world.lambda.reserved(5).crashesAt(3, new IllegalStateException("out of sockets"));
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped())
        .isEqualTo(
            "Stopped in reproduce: attempt 2 ended with connection-failed. The attempt failed with"
                + " IllegalStateException.");
    StepRecord reproduced = record.step(ProbeStep.REPRODUCE).orElseThrow();
    assertThat(reproduced.timeline().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(READ_TIMEOUT, CONNECTION_FAILED);
    // The execution that the crashed attempt began shows in the logs all the same.
    assertThat(reproduced.timeline().executions()).hasSize(2);
    assertThat(record.invocations()).isEqualTo(3);
    assertThat(record.step(ProbeStep.PROVE)).isEmpty();
  }

  @Test
  void crashOfTheLogs_keepsTheRecord() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(request(ProbeStep.REPRODUCE, null, true), CLI);
    world.cloudWatch.crashes(new IllegalStateException("no logs"));
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(record.stopped())
        .isEqualTo("Stopped in measure: it failed with java.lang.IllegalStateException: no logs.");
    assertThat(record.step(ProbeStep.MEASURE).orElseThrow().timeline().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(ANSWERED);
    assertThat(record.invocations()).isEqualTo(1);
    assertThat(record.estimatedCostUsd()).isPositive();
  }

  @Test
  void crashOfTheRemedy_keepsTheRecord() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    ProbeRecord record =
        world.run(
            plan,
            CLI,
            soFar -> {
              throw new IllegalArgumentException("no idea");
            });
    assertThat(record.stopped())
        .isEqualTo("Stopped in prove: it failed with java.lang.IllegalArgumentException: no idea.");
    assertThat(record.steps()).hasSize(2);
    assertThat(record.refusals()).isEqualTo(2);
  }

  @Test
  void interruption_whileWaiting_stops_andStaysVisible() {
    World world = World.seedStory();
    // 60 s after the beginning of the reproduction the client hung up, and its ghost is waited for.
    world.time.at(VirtualTime.BEGINNING.plusSeconds(137), () -> Thread.currentThread().interrupt());
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(record.stopped()).isEqualTo("Stopped in reproduce: the probe was interrupted.");
    StepRecord reproduced = record.step(ProbeStep.REPRODUCE).orElseThrow();
    assertThat(reproduced.timeline().executions())
        .extracting(Execution::result)
        .containsExactly(Execution.Result.RUNNING);
    assertThat(record.invocations()).isEqualTo(2);
  }

  @Test
  void interruption_beforeAnything_invokesNothing() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    Thread.currentThread().interrupt();
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(world.lambda.sent).isZero();
    assertThat(record.stopped()).isEqualTo("Stopped in measure: the probe was interrupted.");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void noConnection_invokesNothing() {
    World world = World.seedStory();
    world.lambda.unreachable();
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped())
        .isEqualTo(
            "Stopped in measure: no connection to the function's endpoint within 10 s"
                + " (java.net.ConnectException: Connection timed out). Nothing was invoked.");
    assertThat(world.lambda.sent).isZero();
    assertThat(record.invocations()).isZero();
    assertThat(record.foreignRefusals()).isZero();
  }

  @Test
  void failedAttempt_stopsBeforeTheNextInvocation() {
    World world = World.seedStory();
    world.lambda.failsAt(2, REJECTED);
    ProbeRecord record = world.probe(ProbeStep.MEASURE, CLI);
    assertThat(record.stopped()).isEqualTo("Stopped in measure: attempt 1 ended with rejected.");
    assertThat(world.lambda.sent).isEqualTo(2);
    assertThat(record.invocations()).isEqualTo(1);
  }

  @Test
  void lostConnection_countsAsAnExecution_thatMayHaveRun() {
    World world = World.seedStory();
    world.lambda.failsAt(2, CONNECTION_FAILED);
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    StepRecord reproduced = record.step(ProbeStep.REPRODUCE).orElseThrow();
    assertThat(reproduced.timeline().executions()).isEmpty();
    assertThat(reproduced.executionsKnown()).isFalse();
    // 1 measurement + 1 that may have run
    assertThat(record.invocations()).isEqualTo(2);
  }

  @Test
  void failingFunction_stopsTheProbe() {
    World world = World.seedStory();
    world.lambda.raises();
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped())
        .isEqualTo(
            "Stopped in measure: the function itself failed (Unhandled). Probe it with a payload"
                + " that it can handle.");
    assertThat(record.steps()).hasSize(1);
    assertThat(record.steps().getFirst().timeline().executions())
        .extracting(Execution::result)
        .containsExactly(Execution.Result.FAILED);
  }
}
