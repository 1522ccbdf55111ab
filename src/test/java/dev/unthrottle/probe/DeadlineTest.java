package dev.unthrottle.probe;

import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Execution.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A probe that has to be over by some time hangs up before it, and loses nothing. */
class DeadlineTest {

  private static final Client CLI = cli(seconds(60), 3);

  private final World world = World.seedStory();

  @Test
  void whatCannotBeAwaited_isHungUpOn_andNamedByItsRequestId() {
    // 30 s less 3 s for a last look are 27 s, of which connecting five times took 25 ms.
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);

    assertThat(record.stopped())
        .isEqualTo(
            "Stopped in measure: the time was up 27.0 s into attempt 1, so the probe hung up in its"
                + " client's place. The function doesn't notice; its logs tell when it ends.");
    StepRecord measured = record.step(ProbeStep.MEASURE).orElseThrow();
    assertThat(measured.timeline().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.CALL_TIMEOUT);
    assertThat(record.stillRunning()).isEqualTo(world.ownRequestIds());
    assertThat(record.invocations()).isEqualTo(1);
    assertThat(record.estimatedCostUsd()).isPositive();
    assertThat(world.lambda.sent).isEqualTo(1);
    assertThat(world.time.passed()).isLessThanOrEqualTo(seconds(30));
  }

  @Test
  void whatWasHungUpOn_isOpen_untilItMustHaveEndedAndShown() {
    // 25 ms of connecting, 5 ms more and 27 s later it hangs up; then 10 s of Init, 900 s, 2 s of
    // Shutdown and 60 s for the lines: that is the latest.
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);
    assertThat(record.openUntil())
        .isBetween(
            VirtualTime.BEGINNING.plusSeconds(27 + 972),
            VirtualTime.BEGINNING.plusSeconds(28 + 972));
  }

  @Test
  void aFollowUp_completesTheExecution_andInvokesNothing() {
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);
    ProbeRecord completed = world.followUp(record);
    assertThat(completed.stillRunning()).isEmpty();
    assertThat(completed.openUntil()).isNull();
    assertThat(completed.stopped()).isEqualTo(record.stopped());
    assertThat(completed.connectTimes()).isEqualTo(record.connectTimes());
    Execution execution =
        completed.step(ProbeStep.MEASURE).orElseThrow().timeline().executions().getFirst();
    assertThat(execution.result()).isEqualTo(Result.SUCCEEDED);
    assertThat(execution.length()).isEqualTo(seconds(70));
    assertThat(execution.requestId()).isEqualTo(world.ownRequestIds().getFirst());
    // 70 s × 128/1024 GB × $0.0000166667 + $0.0000002 = $0.000146033625
    assertThat(completed.estimatedCostUsd()).isEqualTo(0.000146033625);
    assertThat(world.lambda.sent).isEqualTo(1);
    // It looks as soon as that is over, not when it must be.
    assertThat(world.time.passed()).isLessThan(seconds(100));
  }

  /**
   * Lines show after 80 s: that of the measurement by 160 s. On two slots, the second attempt's
   * execution begins at 221 s, ends at 291 s, and shows at 371 s; the time is up at 360 s.
   */
  @Test
  void aReproduction_thatIsOverBeforeItsLinesShow_isCompletedByItsFollowUp() {
    world.lambda.reserved(2);
    world.cloudWatch.logDelay(seconds(80));
    ProbeRecord record =
        world.deadline(seconds(360)).probe(ProbeStep.REPRODUCE, cli(seconds(60), 2));
    assertThat(record.stopped()).isNull();
    assertThat(record.stillRunning()).hasSize(1);
    assertThat(record.openUntil()).isNotNull();
    ProbeRecord completed = world.followUp(record);
    assertThat(completed.stopped()).isNull();
    assertThat(completed.openUntil()).isNull();
    assertThat(completed.step(ProbeStep.REPRODUCE).orElseThrow().timeline().executions())
        .hasSize(2)
        .allSatisfy(execution -> assertThat(execution.result()).isEqualTo(Result.SUCCEEDED));
    assertThat(world.lambda.sent).isEqualTo(3);
  }

  @Test
  void aFollowUp_thatHasNoTimeEither_leavesItOpen() {
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);
    world.journal.over(record.stopped());
    ProbeRecord second =
        world.deadline(seconds(10)).run(record.plan(), CLI, soFar -> Optional.empty());
    assertThat(second.stillRunning()).isEqualTo(world.ownRequestIds());
    assertThat(second.openUntil()).isEqualTo(record.openUntil());
    assertThat(world.lambda.sent).isEqualTo(1);
  }

  @Test
  void aFollowUp_takesNoStrangersExecutionForItsOwn() {
    world.lambda.stranger(seconds(80));
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);
    world.time.pass(seconds(200));
    assertThat(world.followUp(record).invocations()).isEqualTo(1);
  }

  @Test
  void aFollowUp_thatMayNotReadTheLogs_endsAtOnce_andSaysNothingIsOpen() {
    ProbeRecord record = world.deadline(seconds(30)).probe(ProbeStep.MEASURE, CLI);
    world.cloudWatch.deny("logs:FilterLogEvents");
    ProbeRecord second = world.followUp(record);
    assertThat(second.invocations()).isEqualTo(1);
    assertThat(second.openUntil()).isNull();
    assertThat(world.time.passed()).isLessThanOrEqualTo(seconds(31));
  }

  /** 3 × (10 + 915 s) and the waits don't fit; the first execution of 840 s does. */
  @Test
  void fifteenMinutes_makeOfThreeLongMeasurements_theOneThatFits() {
    World slow = new World(seconds(840), seconds(900));
    slow.lambda.reserved(1);
    ProbeRecord record = slow.deadline(seconds(898)).probe(ProbeStep.MEASURE, CLI);
    assertThat(record.plan().expected()).isEmpty();
    assertThat(record.plan().longest()).isGreaterThan(seconds(2_700));
    assertThat(record.stopped())
        .startsWith("Stopped before measure: another 840.0 s are expected, and ");
    assertThat(record.step(ProbeStep.MEASURE).orElseThrow().requestTimes()).hasSize(1);
    assertThat(record.openUntil()).isNull();
    assertThat(slow.lambda.sent).isEqualTo(1);
    assertThat(slow.time.passed()).isLessThanOrEqualTo(seconds(898));
  }

  /** One that may take 899 s and does is hung up on, and a second worker sees it end. */
  @Test
  void whatFillsTheWholeTime_isFollowedThroughTheLogs_byASecondWorker() {
    World slow = new World(seconds(899), seconds(900));
    slow.lambda.reserved(1);
    ProbeRecord record = slow.deadline(seconds(898)).probe(ProbeStep.MEASURE, CLI);
    assertThat(record.stillRunning()).isEqualTo(slow.ownRequestIds());
    ProbeRecord completed = slow.followUp(record);
    assertThat(completed.openUntil()).isNull();
    assertThat(
            completed
                .step(ProbeStep.MEASURE)
                .orElseThrow()
                .timeline()
                .executions()
                .getFirst()
                .length())
        .isEqualTo(seconds(899));
    assertThat(slow.lambda.sent).isEqualTo(1);
  }

  @Test
  void aStepThatCannotEndInTime_isNotBegun() {
    // Measuring takes 70 s, and its REPORT is seen by 78 s: 39 s of the 120 s less 3 s are left.
    // A client that waits 60 s makes 3 attempts in 183 s at most, and the last may run another 70
    // s.
    ProbeRecord record = world.deadline(seconds(120)).probe(ProbeStep.PROVE, CLI);

    assertThat(record.stopped())
        .startsWith("Stopped before reproduce: another 253.0 s are expected, and ")
        .endsWith(" s were left.");
    assertThat(record.steps()).extracting(StepRecord::step).containsExactly(ProbeStep.MEASURE);
    assertThat(record.step(ProbeStep.MEASURE).orElseThrow().requestTimes()).hasSize(1);
    assertThat(world.lambda.sent).isEqualTo(1);
  }

  @Test
  void withoutAnyTime_nothingIsInvoked() {
    ProbeRecord record = world.deadline(seconds(2)).probe(ProbeStep.MEASURE, CLI);

    assertThat(record.stopped())
        .isEqualTo("Stopped in measure: the time was up before its next attempt.");
    assertThat(world.lambda.sent).isZero();
    assertThat(record.invocations()).isZero();
  }

  @Test
  void enoughTime_changesNothing() {
    ProbeRecord bounded = World.seedStory().deadline(seconds(3_600)).probe(ProbeStep.PROVE, CLI);

    assertThat(bounded).isEqualTo(World.seedStory().probe(ProbeStep.PROVE, CLI));
    assertThat(bounded.stopped()).isNull();
  }

  @Test
  void thePlan_saysHowLongItIsExpectedToTake_whereTheLogsShowExecutions() {
    assertThat(world.plan(request(ProbeStep.PROVE, null, true), CLI).expected()).isEmpty();
    world.lambda.stranger(seconds(1));
    world.time.pass(seconds(100));
    // measure 70 s + reproduce 3 × 60 s + backoffs of 1 + 2 s + 70 s + prove 70 s
    assertThat(world.plan(request(ProbeStep.PROVE, null, true), CLI).expected())
        .contains(seconds(70 + 180 + 3 + 70 + 70));
    // A client that waits long enough is answered after one execution: 3 × 70 s.
    assertThat(world.plan(request(ProbeStep.PROVE, null, true), cli(seconds(100), 3)).expected())
        .contains(seconds(210));
  }
}
