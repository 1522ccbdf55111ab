package dev.unthrottle.probe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.unthrottle.probe.World.cli;
import static dev.unthrottle.probe.World.request;
import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.unthrottle.aws.WorkerInvocation;
import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * What a probe may do, rule by rule: 70 s of work, a client that waits 60 s and makes three
 * attempts. The other tests here say more of each: {@link SafetyRulesTest} of what forbids a probe,
 * {@link ProberTest} of its steps, {@link ProbeFailureTest} and {@link DeadlineTest} of what ends
 * it, {@link ProbeAccountsTest} of what it tells.
 */
class ProbeRulesTest {

  private static final Client CLI = cli(seconds(60), 3);

  private static final Set<String> SENDING_NOTHING =
      Set.of("builder", "close", "serviceClientConfiguration");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.unthrottle");

  private final World world = new World(seconds(70), seconds(100));

  @Test
  void itReadsTheReservation_theAccountsConcurrency_andWhatIsInFlight_first() {
    world.lambda.reserved(2).stranger(seconds(1));
    world.time.pass(seconds(10));
    ProbePlan reserved = world.plan(request(ProbeStep.MEASURE, null, true), CLI);
    assertThat(reserved.slots()).isEqualTo(2);
    assertThat(reserved.freeSlots()).isEqualTo(1);
    world.run(reserved, CLI, soFar -> Optional.empty());
    assertThat(world.readBeforeThePlan).isPositive();
    assertThat(world.sentBeforeThePlan).isZero();

    World unreserved = new World(seconds(70), seconds(100));
    // Of 100 in the account, nothing is reserved.
    assertThat(unreserved.plan(request(ProbeStep.MEASURE, null, true), CLI).slots()).isEqualTo(100);
  }

  @Test
  void itTellsItsPlan_beforeTheFirstInvocation() {
    world.probe(ProbeStep.MEASURE, CLI);
    assertThat(world.sentBeforeThePlan).isZero();
    assertThat(world.lambda.sent).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void itNeverTakesMoreSlots_thanItsPlanSays(int reserved) {
    world.lambda.reserved(reserved);
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped()).isNull();
    assertThat(record.plan().mostSlots()).isEqualTo(Math.min(reserved, 3));
    assertThat(world.lambda.mostOwnSlots).isPositive();
    assertThat(world.lambda.mostOwnSlots).isLessThanOrEqualTo(record.plan().mostSlots());
  }

  /** That the SDK adds no retry of its own is shown by {@code AwsInvokerTest}. */
  @Test
  void aMeasurement_isOneAttempt_withAReadTimeoutAboveTheFunctions() {
    ProbeRecord record = world.probe(ProbeStep.MEASURE, CLI);
    Client clean = record.step(ProbeStep.MEASURE).orElseThrow().client();
    assertThat(clean.retries().maxAttempts()).isEqualTo(1);
    // 10 s of Init + 100 s of the function's timeout + a margin
    assertThat(clean.timeouts().read()).isGreaterThan(seconds(110));
    assertThat(world.lambda.sent).isEqualTo(record.plan().measurements());
  }

  @Test
  void withOneSlot_orNoHeadroom_itNeedsAllowExclusive() {
    world.lambda.reserved(1);
    assertThat(world.plan(request(ProbeStep.MEASURE, null, false), CLI).permitted()).isFalse();
    assertThat(world.plan(request(ProbeStep.MEASURE, null, true), CLI).permitted()).isTrue();
    world.lambda.reserved(3); // of which a reproduction may take all
    assertThat(world.plan(request(ProbeStep.REPRODUCE, null, false), CLI).permitted()).isFalse();
    assertThat(world.plan(request(ProbeStep.REPRODUCE, null, true), CLI).permitted()).isTrue();
    world.lambda.reserved(4);
    assertThat(world.plan(request(ProbeStep.REPRODUCE, null, false), CLI).permitted()).isTrue();
  }

  @Test
  void withReservedZero_itInvokesNothing() {
    world.lambda.reserved(0);
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.plan().permitted()).isFalse();
    assertThat(world.lambda.sent).isZero();
  }

  @Test
  void itStops_atTheFirstRefusalThatItDidntPlan() {
    world.lambda.reserved(1).stranger(seconds(1));
    world.time.pass(seconds(10));
    ProbeRecord record = world.probe(ProbeStep.PROVE, CLI);
    assertThat(record.stopped()).startsWith("Stopped in measure: attempt 1 was refused");
    assertThat(world.lambda.sent).isEqualTo(1);
    assertThat(record.steps().getFirst().timeline().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(AttemptOutcome.REFUSED);
  }

  /** All that any of its code asks of these services; {@code RoleTest} says it of the role. */
  @Test
  void itCallsNothing_thatCouldChangeTheTarget() {
    Set<String> services =
        Set.of(
            LambdaClient.class.getName(),
            CloudWatchClient.class.getName(),
            CloudWatchLogsClient.class.getName());
    Set<String> calls =
        CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> services.contains(call.getTargetOwner().getName()))
            .map(JavaMethodCall::getName)
            .filter(name -> !SENDING_NOTHING.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(calls)
        .contains("getFunction", "getMetricData", "filterLogEvents", "invoke")
        .allMatch(
            name -> name.matches("(get|list|describe|filter)[A-Z]\\w+|st(art|op)Query|invoke"));
  }

  /**
   * The SDK sends RequestResponse where no type is set; the tool's own worker alone gets events.
   */
  @Test
  void itNeverInvokesAsynchronously() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(WorkerInvocation.class.getName())
        .should()
        .accessClassesThat(
            describe("are InvocationType", type -> type.isEquivalentTo(InvocationType.class)))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.unthrottle.app.lambda..", "dev.unthrottle.aws..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(WorkerInvocation.class.getName())
        .check(CLASSES);
  }

  @Test
  void itNeverInvokesADurableFunction() {
    world.cloudWatch.hosting(
        new Hosting(Hosting.Compute.ON_DEMAND, Duration.ofHours(1), false, false, false));
    assertThat(world.probe(ProbeStep.MEASURE, CLI).plan().permitted()).isFalse();
    assertThat(world.lambda.sent).isZero();
  }

  /**
   * {@code ProbeOnTheSandboxTest} and {@code LongDiagnosesTest} show it in answers, failed ones
   * too.
   */
  @Test
  void itReports_invocations_refusals_cost_andWhoElseWasRefused() {
    world.lambda.reserved(1).stranger(seconds(10)).stranger(seconds(20));
    ProbeRecord record = world.probe(ProbeStep.REPRODUCE, CLI);
    assertThat(record.invocations()).isEqualTo(world.ownRequestIds().size()).isEqualTo(2);
    assertThat(record.refusals()).isEqualTo(world.lambda.ownRefusals).isEqualTo(2);
    assertThat(record.foreignRefusals()).isEqualTo(2);
    // 2 × (70 s × 128/1024 GB × $0.0000166667 + $0.0000002)
    assertThat(record.estimatedCostUsd()).isEqualTo(2 * 0.000146033625);
  }

  /** {@code LostWorkerTest} loses real workers at every moment, with both stores. */
  @Test
  void itIsAtMostOnce_alsoIfItsRunIsLost() {
    world.lambda.reserved(1);
    ProbePlan plan = world.plan(request(ProbeStep.MEASURE, null, true), CLI);
    Client clean = Objects.requireNonNull(plan.planned().getFirst().client());
    var _ = world.run(plan, clean, soFar -> Optional.empty());
    world.journal.lost();
    ProbeRecord again = world.run(plan, clean, soFar -> Optional.empty());
    assertThat(world.lambda.sent).isEqualTo(3);
    assertThat(again.invocations()).isEqualTo(3);
    assertThat(again.stopped())
        .startsWith("Stopped in measure: the worker that ran this probe was");
  }
}
