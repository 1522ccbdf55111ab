package dev.unthrottle.probe;

import static dev.unthrottle.client.AttemptOutcome.ANSWERED;
import static dev.unthrottle.client.AttemptOutcome.ATTEMPT_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.CALL_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps of a probe, on a function in virtual time. */
class ProberTest {

  private static final Client CLI = cli(seconds(60), 3);

  private static StepRecord step(ProbeRecord record, ProbeStep step) {
    return record.step(step).orElseThrow();
  }

  private static List<AttemptOutcome> outcomes(StepRecord step) {
    return step.timeline().attempts().stream().map(Attempt::outcome).toList();
  }

  @Test
  void measuring_timesConnectionsBeforeItInvokes_andInvokesOneAfterAnother() {
    World world = World.seedStory();
    ProbeRecord record = world.probe(ProbeStep.MEASURE, CLI);
    assertThat(record.connectTimes())
        .hasSize(5)
        .containsOnly(ConnectTime.tcp(VirtualLambda.CONNECT));
    StepRecord measured = step(record, ProbeStep.MEASURE);
    assertThat(outcomes(measured)).containsExactly(ANSWERED, ANSWERED, ANSWERED);
    assertThat(measured.timeline().attempts()).extracting(Attempt::call).containsExactly(1, 2, 3);
    assertThat(measured.timeline().executions())
        .extracting(Execution::requestId)
        .containsExactly("run-0", "run-1", "run-2");
    assertThat(measured.executionsKnown()).isTrue();
    assertThat(record.stopped()).isNull();
    assertThat(world.lambda.mostOwnSlots).isEqualTo(1);
  }

  @Test
  void measuring_waitsLongerThanAnyExecutionLasts_andNeverTriesTwice() {
    World world = World.seedStory();
    Client clean = step(world.probe(ProbeStep.MEASURE, CLI), ProbeStep.MEASURE).client();
    // 10 s init + 900 s timeout + 5 s margin
    assertThat(clean.timeouts().read()).isEqualTo(seconds(915));
    assertThat(clean.retries().maxAttempts()).isEqualTo(1);
  }

  @Test
  void seedStory_isReproduced_theClientCollidesWithItself() {
    World world = World.seedStory();
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    StepRecord reproduced = step(record, ProbeStep.REPRODUCE);
    Timeline timeline = reproduced.timeline();
    assertThat(outcomes(reproduced)).containsExactly(READ_TIMEOUT, REFUSED, REFUSED);
    assertThat(timeline.attempts().getLast().reason())
        .isEqualTo(ThrottleReason.RESERVED_CONCURRENCY);
    assertThat(timeline.executions()).hasSize(1);
    Execution ghost = timeline.executions().getFirst();
    assertThat(ghost.attempt()).isEqualTo(1);
    assertThat(ghost.result()).isEqualTo(Execution.Result.SUCCEEDED);
    assertThat(timeline.isGhost(ghost)).isTrue();
    assertThat(ghost.end().minus(ghost.start())).isEqualTo(seconds(70));
    assertThat(reproduced.executionsKnown()).isTrue();
    assertThat(record.stopped()).isNull();
    // 1 measurement + 1 ghost
    assertThat(record.invocations()).isEqualTo(2);
    assertThat(record.refusals()).isEqualTo(2);
  }

  @Test
  void seedStory_isProven_onceTheGhostHasLeftTheSlot() {
    World world = World.seedStory();
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped()).isNull();
    assertThat(outcomes(step(record, ProbeStep.PROVE))).containsExactly(ANSWERED);
    assertThat(step(record, ProbeStep.PROVE).client()).isEqualTo(world.patient());
    assertThat(step(record, ProbeStep.PROVE).timeline().executions()).hasSize(1);
    assertThat(record.invocations()).isEqualTo(3);
    assertThat(record.refusals()).isEqualTo(2);
  }

  @Test
  void remedy_isAskedWithWhatWasSeenSoFar() {
    World world = World.seedStory();
    List<ProbeRecord> asked = new ArrayList<>();
    world.run(
        world.plan(request(ProbeStep.PROVE, null, true), CLI),
        CLI,
        soFar -> {
          asked.add(soFar);
          return Optional.of(world.patient());
        });
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().steps())
        .extracting(StepRecord::step)
        .containsExactly(ProbeStep.MEASURE, ProbeStep.REPRODUCE);
    assertThat(asked.getFirst().refusals()).isEqualTo(2);
  }

  @Test
  void noRemedy_stopsBeforeProving() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(record.stopped())
        .isEqualTo("Stopped in prove: what was seen so far leads to no settings to prove.");
    assertThat(record.steps()).hasSize(2);
  }

  @Test
  void twoSlots_runTheFunctionTwice_andBothExecutionsAreMatched() {
    World world = new World(seconds(150), seconds(900));
    world.lambda.reserved(2);
    StepRecord reproduced = step(world.probe(ProbeStep.REPRODUCE, CLI), ProbeStep.REPRODUCE);
    // Attempt 1 holds a slot for 0-150 s, attempt 2 for 60-210 s, so attempt 3 at 121 s is refused.
    assertThat(outcomes(reproduced)).containsExactly(READ_TIMEOUT, READ_TIMEOUT, REFUSED);
    List<Execution> executions = reproduced.timeline().executions();
    assertThat(executions).extracting(Execution::attempt).containsExactly(1, 2);
    assertThat(executions).extracting(Execution::requestId).containsExactly("run-1", "run-2");
    assertThat(reproduced.timeline().isDuplicate(executions.getLast())).isTrue();
    assertThat(executions.getFirst().holdsAt(executions.getLast().start())).isTrue();
  }

  @Test
  void executionsOfStrangers_areNotClaimed() {
    World world = new World(seconds(70), seconds(900));
    world.lambda.reserved(10);
    for (int second = 3; second < 300; second += 20) {
      world.lambda.stranger(seconds(second));
    }
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, cli(seconds(60), 1));
    assertThat(record.steps())
        .flatExtracting(step -> step.timeline().executions())
        .extracting(Execution::requestId)
        .containsExactlyElementsOf(world.ownRequestIds());
    assertThat(record.invocations()).isEqualTo(2);
  }

  @Test
  void coldStart_longerThanTheClientsPatience_isStillMatched() {
    World world = new World(seconds(3), seconds(30));
    world.lambda.coldStart(seconds(8)).reserved(1);
    // The client hangs up at 2 s; START is written at 8 s, and REPORT tells the 8 s of Init.
    StepRecord reproduced =
        step(world.probe(ProbeStep.REPRODUCE, cli(seconds(2), 1)), ProbeStep.REPRODUCE);
    assertThat(outcomes(reproduced)).containsExactly(READ_TIMEOUT);
    assertThat(reproduced.timeline().executions()).hasSize(1);
    Execution execution = reproduced.timeline().executions().getFirst();
    assertThat(execution.end().minus(execution.start())).isEqualTo(seconds(11));
  }

  @Test
  void extensions_thatHoldTheSlotAfterTheAnswer_areWaitedFor() {
    World world = new World(seconds(5), seconds(60));
    world.lambda.extensions(seconds(20)).reserved(1);
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, cli(seconds(60), 1));
    assertThat(outcomes(step(record, ProbeStep.REPRODUCE))).containsExactly(ANSWERED);
    assertThat(record.refusals()).isZero();
  }

  @Test
  void slotIsFree_bySeeingTheReport_longBeforeTheFunctionsTimeout() {
    World world = World.seedStory();
    world.probe(ProbeStep.PROVE, CLI);
    // 3 runs of 70 s and the waits for their log lines; one function timeout alone is 900 s.
    assertThat(world.time.passed()).isLessThan(seconds(300));
  }

  @Test
  void slotIsFree_afterTheLongestExecution_whereTheLogsAreDenied() {
    World world = World.seedStory();
    world.cloudWatch.deny("logs:FilterLogEvents");
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    StepRecord measured = step(record, ProbeStep.MEASURE);
    StepRecord reproduced = step(record, ProbeStep.REPRODUCE);
    Instant answered = measured.origin().plus(measured.timeline().attempts().getFirst().end());
    // 10 s init + 900 s timeout + 2 s shutdown
    assertThat(Duration.between(answered, reproduced.origin())).isEqualTo(seconds(912));
  }

  @Test
  void executionsAreUnknown_whereTheLogsAreDenied_andNoneIsInvented() {
    World world = World.seedStory();
    world.cloudWatch.deny("logs:FilterLogEvents");
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    StepRecord reproduced = step(record, ProbeStep.REPRODUCE);
    assertThat(reproduced.executionsKnown()).isFalse();
    assertThat(reproduced.timeline().executions()).isEmpty();
    // 1 answered measurement + 1 attempt that nobody heard of again; the refusals never ran.
    assertThat(record.invocations()).isEqualTo(2);
    assertThat(record.stopped()).isNull();
  }

  @Test
  void lateLogLines_areWaitedFor() {
    World world = World.seedStory();
    world.cloudWatch.logDelay(seconds(45));
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    assertThat(record.steps()).allMatch(StepRecord::executionsKnown);
    assertThat(record.invocations()).isEqualTo(2);
    assertThat(world.heard)
        .anyMatch(
            heard -> heard.startsWith("1 execution of reproduce to end and to show in the logs"));
  }

  @Test
  void theWait_saysWhyTheLogsWontShowWhatItWaitsFor() {
    World world = World.seedStory();
    world.cloudWatch.deny("logs:FilterLogEvents");
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped()).isNull();
    assertThat(world.heard)
        .anyMatch(heard ->
            heard.startsWith(
                "1 execution of reproduce to end, which the logs won't show"
                    + " (logs:FilterLogEvents can't read them)"));
  }

  @Test
  void logLinesThatNeverCome_areNotWaitedForEver() {
    World world = new World(seconds(5), seconds(30));
    world.cloudWatch.logDelay(Duration.ofDays(1));
    ProbeRecord record = world.probe(ProbeStep.MEASURE, CLI);
    // 5 × 5 ms to connect + 3 × (5 ms + 5 s + 20 ms) + 60 s of patience
    assertThat(world.time.passed()).isEqualTo(Duration.ofMillis(25 + 3 * 5025 + 60_000));
    assertThat(step(record, ProbeStep.MEASURE).executionsKnown()).isFalse();
    assertThat(record.invocations()).isEqualTo(3);
    assertThat(record.stopped()).isNull();
  }

  @Test
  void firstAttemptRefused_wasNotPlanned_soNoRetryIsPlayed() {
    World world = new World(seconds(70), seconds(900));
    world.lambda.reserved(1).stranger(Duration.ofMillis(70_100));
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    // The measurement ends at 70.05 s; the stranger takes the slot while its log line is awaited.
    assertThat(outcomes(step(record, ProbeStep.REPRODUCE))).containsExactly(REFUSED);
    assertThat(record.stopped()).startsWith("Stopped in reproduce: attempt 1 was refused");
    assertThat(record.step(ProbeStep.PROVE)).isEmpty();
  }

  @Test
  void refusedProof_isRecorded() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    ProbeRecord record =
        world.run(
            plan,
            CLI,
            soFar -> {
              world.lambda.stranger(world.time.passed());
              return Optional.of(world.patient());
            });
    assertThat(outcomes(step(record, ProbeStep.PROVE))).containsExactly(REFUSED);
    assertThat(record.stopped()).startsWith("Stopped in prove: attempt 1 was refused");
  }

  @Test
  void attemptLimit_hangsUpLikeTheClient() {
    World world = World.seedStory();
    Client limited = World.client(new Timeouts(seconds(3), seconds(60), seconds(20), null), 2);
    StepRecord reproduced = step(world.probe(ProbeStep.REPRODUCE, limited), ProbeStep.REPRODUCE);
    assertThat(outcomes(reproduced)).containsExactly(ATTEMPT_TIMEOUT, REFUSED);
    Attempt first = reproduced.timeline().attempts().getFirst();
    assertThat(first.end().minus(first.start())).isEqualTo(seconds(20).plus(VirtualLambda.CONNECT));
  }

  @Test
  void callLimit_cutsTheLastAttemptShort_andEndsTheCall() {
    World world = new World(seconds(150), seconds(900));
    world.lambda.reserved(5);
    Client limited = World.client(new Timeouts(seconds(3), seconds(60), null, seconds(80)), 3);
    StepRecord reproduced = step(world.probe(ProbeStep.REPRODUCE, limited), ProbeStep.REPRODUCE);
    assertThat(outcomes(reproduced)).containsExactly(READ_TIMEOUT, CALL_TIMEOUT);
    assertThat(reproduced.timeline().attempts().getLast().end())
        .isEqualTo(seconds(80).plus(VirtualLambda.CONNECT));
  }

  @Test
  void callLimit_thatPassesDuringBackoff_endsTheCall() {
    World world = World.seedStory();
    Client limited = World.client(new Timeouts(seconds(3), seconds(60), null, millis(60_006)), 3);
    StepRecord reproduced = step(world.probe(ProbeStep.REPRODUCE, limited), ProbeStep.REPRODUCE);
    assertThat(outcomes(reproduced)).containsExactly(READ_TIMEOUT);
  }

  @Test
  void clientThatWaitsForEver_isNotFollowedThere() {
    World world = new World(seconds(5), seconds(30));
    Client endless = World.client(Timeouts.of(null, null), 1);
    ProbePlan plan = world.plan(request(ProbeStep.REPRODUCE, null, true), endless);
    assertThat(plan.longest()).isLessThan(Duration.ofMinutes(10));
    assertThat(outcomes(step(world.probe(ProbeStep.REPRODUCE, endless), ProbeStep.REPRODUCE)))
        .containsExactly(ANSWERED);
  }

  @Test
  void sameSeed_samePauses() {
    assertThat(World.seedStory().seed(7).probe(ProbeStep.PROVE, CLI).steps())
        .isEqualTo(World.seedStory().seed(7).probe(ProbeStep.PROVE, CLI).steps())
        .isNotEqualTo(World.seedStory().seed(8).probe(ProbeStep.PROVE, CLI).steps());
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
