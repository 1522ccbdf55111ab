package dev.unthrottle.probe;

import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What forbids a probe before its first invocation. Each test is named after its rule. */
class SafetyRulesTest {

  private static final Client CLI = cli(seconds(60), 3);

  private final World world = new World(seconds(70), seconds(100));

  @Test
  void reservedZero_isNeverInvoked() {
    world.lambda.reserved(0);
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, null, true), CLI);
    assertThat(plan.refusals())
        .containsExactly(
            "A function with reserved concurrency 0 is switched off and is never invoked. Found:"
                + " reserved concurrency 0. Raise or remove the reservation before probing.");
    assertThat(world.run(plan, CLI, soFar -> Optional.empty())).isEqualTo(ProbeRecord.notRun(plan));
    assertThat(world.lambda.sent).isZero();
  }

  @Test
  void durableFunction_isNeverInvoked() {
    world.cloudWatch.hosting(
        new Hosting(Hosting.Compute.ON_DEMAND, Duration.ofHours(1), false, false, false));
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, null, true), CLI);
    assertThat(plan.refusals())
        .containsExactly(
            "A durable function is never invoked to probe for throttling, because one invocation"
                + " begins an execution that goes on over many. Found: executions of up to PT1H."
                + " Diagnose it without a probe, or probe a copy that isn't durable.");
    assertThat(world.run(plan, CLI, soFar -> Optional.empty())).isEqualTo(ProbeRecord.notRun(plan));
    assertThat(world.lambda.sent).isZero();
  }

  @Test
  void unknownReservation_needsAllowExclusive_andNamesThePermission() {
    world.cloudWatch.deny("lambda:GetFunctionConcurrency");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).refusals())
        .containsExactly(
            "A probe must not take a function's last free slot, and the function's concurrency"
                + " limit is unknown: lambda:GetFunctionConcurrency was denied. The permission"
                + " lambda:GetFunctionConcurrency would tell. Or allow it to take the last slot"
                + " (allowExclusive).");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, true), CLI).permitted()).isTrue();
  }

  @Test
  void unknownAccountLimit_needsAllowExclusive_whereNothingIsReserved() {
    world.cloudWatch.deny("lambda:GetAccountSettings");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).refusals())
        .singleElement()
        .asString()
        .contains("The permission lambda:GetAccountSettings would tell.");
    world.lambda.reserved(10);
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).permitted()).isTrue();
  }

  @Test
  void unknownUsage_needsAllowExclusive_andNamesThePermissions() {
    world.lambda.reserved(10);
    world.cloudWatch.deny("logs:FilterLogEvents").deny("cloudwatch:GetMetricData");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).refusals())
        .containsExactly(
            "A probe must not take a function's last free slot, and how many of its 10 are in use"
                + " is unknown: logs:FilterLogEvents was denied. cloudwatch:GetMetricData was"
                + " denied. The permission logs:FilterLogEvents or cloudwatch:GetMetricData would"
                + " tell. Or allow it to take the last slot (allowExclusive).");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, true), CLI).permitted()).isTrue();
  }

  @Test
  void onlySlot_needsAllowExclusive() {
    world.lambda.reserved(1);
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).refusals())
        .containsExactly(
            "A probe must not take a function's last free slot. Found: 1 of 1 free, and it needs up"
                + " to 1. Allow it (allowExclusive) at a time when nobody else needs the"
                + " function.");
    assertThat(world.plan(request(ProbeStep.MEASURE, null, true), CLI).permitted()).isTrue();
  }

  @Test
  void lastFreeSlots_needAllowExclusive() {
    world.lambda.reserved(4).stranger(seconds(1));
    world.time.pass(seconds(10));
    // 4 slots, 1 in use: the 3 that a reproduction may take are the last ones.
    assertThat(world.plan(request(ProbeStep.REPRODUCE, null, false), CLI).refusals())
        .singleElement()
        .asString()
        .contains("Found: 3 of 4 free, and it needs up to 3.");
    // Measuring takes one and leaves two.
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).permitted()).isTrue();
  }

  @Test
  void noFreeSlot_isAttemptedOnlyIfAllowed_andStopsAtItsFirstRefusal() {
    world.lambda.reserved(1).stranger(seconds(1));
    world.time.pass(seconds(10));
    assertThat(world.plan(request(ProbeStep.PROVE, null, false), CLI).refusals())
        .containsExactly(
            "A probe must not take a function's last free slot. Found: 0 of 1 free, and it needs up"
                + " to 1. Wait until one is free, or allow the attempt (allowExclusive): while none"
                + " is free it is refused, and the probe stops there.");
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped())
        .isEqualTo(
            "Stopped in measure: attempt 1 was refused"
                + " (ReservedFunctionConcurrentInvocationLimitExceeded) while the probe held no"
                + " slot, so others hold them.");
    assertThat(record.steps()).hasSize(1);
    assertThat(record.steps().getFirst().timeline().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.REFUSED);
    assertThat(record.invocations()).isZero();
    assertThat(record.refusals()).isEqualTo(1);
  }

  @Test
  void usersBound_isNeverExceeded() {
    assertThat(world.plan(request(ProbeStep.PROVE, 4, false), CLI).refusals())
        .containsExactly(
            "The steps up to prove can invoke the function 5 times, and at most 4 are allowed."
                + " Allow 5 invocations, or ask for fewer steps.");
    assertThat(world.plan(request(ProbeStep.PROVE, 5, false), CLI).permitted()).isTrue();
  }

  @Test
  void unknownSettings_forbidEverything() {
    world.cloudWatch.deny("lambda:GetFunction");
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, null, true), CLI);
    assertThat(plan.refusals())
        .containsExactly(
            "A probe needs the function's timeout to know how long a slot may be held, and it is"
                + " unknown: lambda:GetFunction was denied. The permission lambda:GetFunction would"
                + " tell. Nothing is invoked.");
    assertThat(plan.longest()).isZero();
    assertThat(plan.costCeilingUsd()).isZero();
  }

  @Test
  void thePlan_namesTheSettingsOfEachStep() {
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    // Measuring waits 10 s init + 100 s timeout + 5 s margin; what is to be proven isn't known yet.
    assertThat(plan.planned())
        .extracting(one -> one.client() == null ? null : one.client().timeouts().read())
        .containsExactly(seconds(115), seconds(60), null);
    assertThat(plan.planned())
        .extracting(one -> one.client() == null ? 0 : one.client().retries().maxAttempts())
        .containsExactly(1, 3, 0);
  }

  @Test
  void thePayload_isInNoWordsAboutAProbe() {
    ProbePlan plan = world.plan(request(ProbeStep.PROVE, null, true), CLI);
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(request(ProbeStep.PROVE, null, true).payload()).contains("Mystique");
    assertThat(request(ProbeStep.PROVE, null, true) + " " + plan + " " + record)
        .doesNotContain("Mystique");
  }

  @Test
  void everyBrokenRule_isNamedAtOnce() {
    world.lambda.reserved(1);
    world.cloudWatch.deny("lambda:GetFunction");
    assertThat(world.plan(request(ProbeStep.PROVE, 2, false), CLI).refusals()).hasSize(3);
  }
}
