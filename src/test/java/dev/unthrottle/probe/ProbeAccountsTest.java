package dev.unthrottle.probe;

import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe did to its target, and that it is never more than the plan says. */
class ProbeAccountsTest {

  private static final Client CLI = cli(seconds(60), 3);
  private static final Set<AttemptOutcome> FAILED =
      EnumSet.of(AttemptOutcome.CONNECTION_FAILED, AttemptOutcome.SERVER_ERROR);
  private static final Set<AttemptOutcome> FAILURES =
      EnumSet.complementOf(EnumSet.of(AttemptOutcome.ANSWERED, AttemptOutcome.REFUSED));

  @Test
  void cost_isWhatTheLogsSayIsBilled() {
    World world = World.seedStory();
    // 2 × (70 s × 128/1024 GB × $0.0000166667 + $0.0000002) = $0.00029206725
    assertThat(world.probe(ProbeStep.REPRODUCE, CLI).estimatedCostUsd())
        .isCloseTo(0.00029206725, within(1e-12));
  }

  @Test
  void cost_ofWhatNoLogShows_isTheMostThatItCanHaveBeen() {
    World world = World.seedStory();
    world.cloudWatch.deny("logs:FilterLogEvents");
    // the answered measurement took 70.025 s, and the lost attempt at most 10 s init + 900 s:
    // (70.025 + 910) s × 128/1024 GB × $0.0000166667 + 2 × $0.0000002 = $0.0020421229
    assertThat(world.probe(ProbeStep.REPRODUCE, CLI).estimatedCostUsd())
        .isCloseTo(0.0020421229, within(1e-9));
  }

  @Test
  void foreignRefusals_areTheThrottlesThatAreNotItsOwn() {
    World world = World.seedStory();
    // While the measurement holds the slot from 0.03 s to 70.03 s, three strangers are refused.
    world.lambda.stranger(seconds(10)).stranger(seconds(20)).stranger(seconds(30));
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    assertThat(record.refusals()).isEqualTo(2);
    assertThat(record.foreignRefusals()).isEqualTo(3);
  }

  @Test
  void foreignRefusals_areUnknown_untilTheMetricsShowTheProbe() {
    World world = World.seedStory();
    world.cloudWatch.metricDelay(Duration.ofMinutes(3));
    world.lambda.stranger(seconds(10));
    assertThat(world.probe(ProbeStep.REPRODUCE, CLI).foreignRefusals()).isNull();
  }

  /** 700 calls in 24 h are 700 / 86,400 s × 70 s = 0.57 during a measurement of 70 s. */
  private static World seedStoryWithOthers() {
    World world = World.seedStory();
    for (int call = 0; call < 700; call++) {
      world.lambda.stranger(seconds(1).plusMillis(100L * call));
    }
    world.time.pass(seconds(300));
    return world;
  }

  /** The metrics show everything 90 s late. */
  @Test
  void foreignRefusals_areWaitedFor_whereOthersMayBeRefused() {
    World world = seedStoryWithOthers();
    world.cloudWatch.metricDelay(seconds(90));
    world.lambda.stranger(seconds(320)); // while the probe has the slot
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, 1, true), CLI);
    assertThat(plan.metricsWait()).isEqualTo(seconds(180));
    assertThat(plan.longest()).isGreaterThan(seconds(180 + 915));
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(record.foreignRefusals()).isEqualTo(1);
    assertThat(record.foreignRefusalsGap()).isEmpty();
  }

  @Test
  void foreignRefusals_areNotWaitedFor_whereHardlyAnybodyElseCalls() {
    World world = World.seedStory();
    world.lambda.stranger(seconds(1));
    world.time.pass(seconds(300));
    assertThat(world.plan(request(ProbeStep.MEASURE, 1, true), CLI).metricsWait()).isZero();
  }

  @Test
  void foreignRefusals_areNotWaitedFor_whereTheProbeLeavesASlotFree() {
    World world = seedStoryWithOthers();
    world.lambda.reserved(2);
    assertThat(world.plan(request(ProbeStep.MEASURE, 1, true), CLI).metricsWait()).isZero();
  }

  @Test
  void foreignRefusals_areNotWaitedFor_longerThanPlanned() {
    World world = seedStoryWithOthers();
    world.cloudWatch.metricDelay(seconds(3_600));
    world.time.pass(seconds(3_600));
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, 1, true), CLI);
    assertThat(plan.metricsWait()).isEqualTo(seconds(180));
    Duration before = world.time.passed();
    ProbeRecord record = world.run(plan, CLI, soFar -> Optional.empty());
    assertThat(record.foreignRefusals()).isNull();
    assertThat(world.time.passed().minus(before)).isBetween(seconds(250), seconds(270));
    // It began at 13:05:00; its only minute is over at 13:06:00, and 3 min later it is published.
    assertThat(record.foreignRefusalsGap().orElseThrow().why())
        .isEqualTo(
            "The metrics of its last minute weren't published when it ended. From"
                + " 2026-11-22T13:09:00Z on they can be read.");
  }

  @Test
  void foreignRefusals_areUnknown_whereTheMetricsAreDenied() {
    World world = World.seedStory();
    world.cloudWatch.deny("cloudwatch:GetMetricData");
    assertThat(world.probe(ProbeStep.REPRODUCE, CLI).foreignRefusals()).isNull();
  }

  @Test
  void anotherClientThanThePlanned_getsNoMoreAttemptsThanPlanned() {
    World world = World.seedStory();
    ProbePlan plan = world.plan(World.request(ProbeStep.PROVE, null, true), cli(seconds(60), 2));
    ProbeRecord record = world.run(plan, cli(seconds(60), 9), soFar -> Optional.empty());
    assertThat(record.stopped())
        .isEqualTo("Stopped in reproduce: the plan allows it 2 invocations, and another was due.");
    assertThat(record.step(ProbeStep.REPRODUCE).orElseThrow().timeline().attempts()).hasSize(2);
  }

  @Test
  void everyAttempt_isHeard() {
    World world = World.seedStory();
    world.probe(ProbeStep.REPRODUCE, CLI);
    assertThat(world.heard)
        .filteredOn(heard -> !heard.contains("to show in the logs"))
        .containsExactly(
            "measure answered", "reproduce read-timeout", "reproduce refused", "reproduce refused");
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noProbe_doesMoreThanItsPlan_whateverHappens(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    World world = anyWorld(random).seed(seed);
    Client planned = cli(seconds(random.nextInt(1, 120)), random.nextInt(1, 5));
    Client played = random.nextInt(4) == 0 ? cli(seconds(5), 20) : planned;
    Client remedy = random.nextBoolean() ? world.patient() : cli(seconds(1), 6);
    ProbeStep last = any(EnumSet.allOf(ProbeStep.class), random);
    ProbePlan plan = world.plan(World.request(last, null, true), planned);

    ProbeRecord record = world.run(plan, played, soFar -> Optional.of(remedy));

    String name = "seed " + seed;
    assertThat(world.lambda.sent).as(name).isLessThanOrEqualTo(plan.mostInvocations());
    assertThat(attempts(record)).as(name).hasSize(world.lambda.sent);
    assertThat(world.lambda.mostOwnSlots).as(name).isLessThanOrEqualTo(plan.mostSlots());
    int ran = world.ownRequestIds().size();
    assertThat(record.invocations()).as(name).isBetween(ran, plan.mostInvocations());
    assertThat(record.refusals()).as(name).isEqualTo(world.lambda.ownRefusals);
    assertThat(record.estimatedCostUsd()).as(name).isBetween(0.0, plan.costCeilingUsd());
    assertThat(world.time.passed()).as(name).isLessThanOrEqualTo(plan.longest());
    if (failure(attempts(record)).isEmpty() && known(record)) {
      assertThat(executions(record)).as(name).containsExactlyElementsOf(world.ownRequestIds());
      assertThat(record.invocations()).as(name).isEqualTo(ran);
    }
  }

  private static World anyWorld(SplittableRandom random) {
    World world =
        new World(Duration.ofMillis(random.nextInt(10, 150_000)), seconds(random.nextInt(3, 200)));
    world.lambda.reserved(random.nextInt(1, 5)).coldStart(seconds(random.nextInt(0, 10)));
    world.cloudWatch.logDelay(seconds(random.nextInt(0, 90)));
    if (random.nextInt(4) == 0) {
      world.cloudWatch.deny("logs:FilterLogEvents");
    }
    for (int stranger = random.nextInt(4); stranger > 0; stranger--) {
      world.lambda.stranger(Duration.ofMillis(random.nextInt(400_000)));
    }
    int misfortune = random.nextInt(1, 8);
    switch (random.nextInt(4)) {
      case 0 -> world.lambda.crashesAt(misfortune, new IllegalStateException("crash"));
      case 1 -> world.lambda.failsAt(misfortune, any(FAILURES, random));
      default -> {}
    }
    return world;
  }

  private static <T> T any(Set<T> choices, SplittableRandom random) {
    return List.copyOf(choices).get(random.nextInt(choices.size()));
  }

  /** An attempt that failed may have run or not, and a stranger's execution may look like its. */
  private static Optional<Attempt> failure(List<Attempt> attempts) {
    return attempts.stream().filter(one -> FAILED.contains(one.outcome())).findFirst();
  }

  private static boolean known(ProbeRecord record) {
    return record.steps().stream().allMatch(StepRecord::executionsKnown);
  }

  private static List<@Nullable String> executions(ProbeRecord record) {
    List<@Nullable String> ids = new ArrayList<>();
    record
        .steps()
        .forEach(step -> step.timeline().executions().forEach(one -> ids.add(one.requestId())));
    return ids;
  }

  private static List<Attempt> attempts(ProbeRecord record) {
    return record.steps().stream().flatMap(step -> step.timeline().attempts().stream()).toList();
  }
}
