package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.ConcurrencyProfile;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.AttemptReport;
import dev.unthrottle.probe.Invoker.SingleAttempt;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ports, against the small AWS that throttles like the real one. */
@ExtendWith(TestCredentials.class)
class AwsOnTheSandboxTest {

  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");

  /** A function of one slot, called 864 times a day by a client that waits long enough. */
  private static Sandbox sandbox(String logFormat, String more) throws IOException {
    String scenario =
        """
        truth: none-found
        account: {concurrency: 1000}
        functions:
          - {name: DelayFunction, timeout: 15s, memory: 128, reserved: 1, duration: 1s, coldStart: 0ms, logFormat: %s}
        history:
          - {function: DelayFunction, window: 24h, rate: 0.01/s, client: {id: boto3}}
        logs: {delay: 0s}
        metrics: {delay: 0s}
        %s
        """
            .formatted(logFormat, more);
    return Sandbox.start(Scenario.parse(scenario, "test.yaml"), 0, Clock.systemUTC(), 1);
  }

  private static AwsClients clients(Sandbox sandbox) {
    return new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()));
  }

  private static Window lastDay() {
    return Window.endingAt(Clock.systemUTC().instant(), Duration.ofHours(24));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void logsAndMetrics_tellTheSameStory_inEitherFormat(String logFormat) throws IOException {
    try (Sandbox sandbox = sandbox(logFormat, "");
        AwsClients clients = clients(sandbox)) {
      AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC());

      Evidence evidence = source.gather(FUNCTION, lastDay());

      assertThat(evidence.gaps()).isEmpty();
      assertThat(source.callsMade()).isEqualTo(7);
      assertThat(evidence.reservation().value()).contains(Reservation.of(1));
      assertThat(evidence.account().value()).contains(new AccountSettings(1000, 999));
      assertThat(evidence.settings().value().orElseThrow().logs().json())
          .isEqualTo(logFormat.equals("json"));
      MetricEvidence metrics = evidence.metrics().value().orElseThrow();
      // 0.01 calls a second for 86,400 s are 864, give or take a few standard deviations of 29.
      assertThat(evidence.invocations()).hasSizeBetween(700, 1000);
      assertThat(metrics.sum(Metric.INVOCATIONS)).isEqualTo(evidence.invocations().size());
      assertThat(metrics.max(Metric.CONCURRENT_EXECUTIONS)).hasValue(1);
      ConcurrencyProfile profile =
          ConcurrencyProfile.of(evidence.invocations(), Duration.ofSeconds(15), evidence.at());
      assertThat(profile.peak()).isEqualTo(1);
      DurationStatistics durations = DurationStatistics.of(evidence.invocations()).orElseThrow();
      assertThat(durations.p50()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1100));
    }
  }

  @Test
  void faults_becomeGaps_andTakeTheCallsOfWhatMattersLeast() throws IOException {
    String faults =
        """
        faults:
          - {api: "logs:FilterLogEvents", error: ThrottlingException, status: 400}
          - {api: "lambda:GetFunction", error: AccessDeniedException, status: 403}
          - {api: "lambda:GetFunctionConcurrency", error: AccessDeniedException, status: 403}
        """;
    try (Sandbox sandbox = sandbox("text", faults);
        AwsClients clients = clients(sandbox)) {
      AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC());

      Evidence evidence = source.gather(FUNCTION, lastDay());

      assertThat(evidence.gaps())
          .extracting(Gap::apiCall)
          .containsExactly(
              "lambda:GetFunctionConcurrency",
              "lambda:GetFunctionEventInvokeConfig",
              "logs:FilterLogEvents");
      assertThat(evidence.gaps())
          .extracting(Gap::kind)
          .containsExactly(Gap.Kind.ACCESS_DENIED, Gap.Kind.INCOMPLETE, Gap.Kind.THROTTLED);
      assertThat(evidence.settings().value()).isPresent();
      // Six calls, two more tries at the logs, and GetFunction's 2 substitutes: no call is left to
      // ask about asynchronous events.
      assertThat(source.callsMade()).isEqualTo(10);
    }
  }

  @Test
  void anAttemptThatHangsUp_leavesItsSlotTaken_andTheNextIsRefused() throws IOException {
    try (Sandbox sandbox = sandbox("text", "");
        AwsClients clients = clients(sandbox)) {
      AwsInvoker invoker = new AwsInvoker(clients, Clock.systemUTC());

      AttemptReport first = invoker.invoke(attempt(Duration.ofMillis(300)));
      AttemptReport second = invoker.invoke(attempt(null));

      assertThat(first.outcome()).isEqualTo(AttemptOutcome.READ_TIMEOUT);
      assertThat(second.outcome()).isEqualTo(AttemptOutcome.REFUSED);
      assertThat(second.reason()).isEqualTo(ThrottleReason.RESERVED_CONCURRENCY);
      assertThat(second.requestId()).isNotNull();
    }
  }

  @Test
  void aPatientAttempt_isAnswered_andFoundInTheLogsByItsRequestId() throws IOException {
    try (Sandbox sandbox = sandbox("text", "");
        AwsClients clients = clients(sandbox)) {
      AwsInvoker invoker = new AwsInvoker(clients, Clock.systemUTC());
      AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC());

      AttemptReport report = invoker.invoke(attempt(Duration.ofSeconds(20)));

      assertThat(report.outcome()).isEqualTo(AttemptOutcome.ANSWERED);
      assertThat(report.took()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
      Evidence evidence = source.gather(FUNCTION, lastDay());
      assertThat(evidence.invocations())
          .extracting(Invocation::requestId)
          .contains(report.requestId());
    }
  }

  private static SingleAttempt attempt(@Nullable Duration read) {
    return new SingleAttempt(FUNCTION, "{}", Duration.ofSeconds(5), read);
  }
}
