package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.aws.ProbeTag;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a probe may do, on a function that really runs, throttles and is called by others. */
@ExtendWith(TestCredentials.class)
@Timeout(120)
class ProbeOnTheSandboxTest {

  private static final String FUNCTION = "DelayFunction";

  /** 20 s into a minute, so that a short test stays in one period of the metrics. */
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:20Z");

  private static final String ONE_SLOT_AND_OTHERS =
      """
      truth: reserved-concurrency-saturated
      functions:
        - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 400ms}
      traffic:
        - {function: DelayFunction, rate: 20/s, invocation: sync, client: {id: boto3, maxAttempts: 1}}
      logs: {delay: 0s}
      metrics: {delay: 0s}
      """;

  private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));

  @Test
  void theOnlySlot_amongOthers_isNotTaken_andTheAnswerSaysWhy() throws IOException {
    try (Sandbox sandbox = sandbox(ONE_SLOT_AND_OTHERS)) {
      JsonNode answer = ask(sandbox, probe("measure", false), null);

      assertThat(answer.at("/probe/plan/permitted").booleanValue()).isFalse();
      assertThat(answer.at("/probe/plan/slots").intValue()).isEqualTo(1);
      assertThat(answer.at("/probe/plan/calls/0/invocations").intValue()).isEqualTo(3);
      assertThat(answer.at("/probe/refusedBecause/0").textValue())
          .startsWith("A probe must not take a function's last free slot. Found: ")
          .contains("allowExclusive");
      assertThat(answer.at("/probe/steps")).isEmpty();
      assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
      assertThat(answer.at("/sideEffects/refused").intValue()).isZero();
    }
  }

  @Test
  void whereItMayTakeTheOnlySlot_theRefusalsOfOthersMeanwhile_areCounted() throws Exception {
    try (Sandbox sandbox = sandbox(ONE_SLOT_AND_OTHERS)) {
      awaitARefusal(sandbox);
      JsonNode answer = ask(sandbox, probe("measure", true), null);

      int own = answer.at("/sideEffects/refused").intValue();
      assertThat(answer.at("/probe/plan/permitted").booleanValue()).isTrue();
      assertThat(answer.at("/sideEffects/foreignRefusals").intValue())
          .isPositive()
          .isLessThanOrEqualTo(sandbox.counts(FUNCTION).refusals() - own);
      // Others hold the slot for most of the time, so the probe may be refused; then it stops.
      assertThat(own).isLessThanOrEqualTo(1);
      assertThat(answer.at("/probe/stoppedBecause").isNull()).isEqualTo(own == 0);
    }
  }

  @Test
  void everyPhase_isMeasured_coldAndWarmApart() throws IOException {
    try (Sandbox sandbox =
        sandbox(
            """
            truth: none-found
            functions:
              - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 100ms, coldStart: 400ms}
            logs: {delay: 0s}
            metrics: {delay: 0s}
            """)) {
      JsonNode measured = ask(sandbox, probe("measure", true), null).at("/measurements");

      assertThat(measured.at("/connectMs/count").intValue()).isEqualTo(5);
      assertThat(measured.at("/connectMs/mean").doubleValue()).isPositive();
      assertThat(measured.at("/tlsMs").isNull()).isTrue(); // the sandbox speaks plain HTTP
      assertThat(measured.at("/establishedMs")).isEqualTo(measured.at("/connectMs"));
      assertThat(measured.at("/requestMs/count").intValue()).isEqualTo(3);
      assertThat(measured.at("/requestMs/cold/count").intValue()).isEqualTo(1);
      assertThat(measured.at("/requestMs/warm/count").intValue()).isEqualTo(2);
      // A cold start takes 400 ms and then 100 ms, a warm one 100 ms.
      assertThat(measured.at("/requestMs/cold/mean").intValue()).isGreaterThanOrEqualTo(500);
      assertThat(measured.at("/requestMs/warm/mean").intValue()).isGreaterThanOrEqualTo(100);
      assertThat(measured.at("/firstByteMs/count").intValue()).isEqualTo(3);
      assertThat(measured.at("/firstByteMs/mean").intValue())
          .isBetween(100, measured.at("/requestMs/mean").intValue());
    }
  }

  /**
   * 10 s of Init + 2 s timeout + 2 s of Shutdown after the measurement; then the slot is free. The
   * retry comes at most 1 s after the client hung up, while the run of 1.9 s still holds it.
   */
  @Test
  void whereTheLogsAreDenied_theSlotIsWaitedFor_byTheLongestThatItCanBeHeld() throws IOException {
    try (Sandbox sandbox =
        sandbox(
            """
            truth: client-timeout-self-collision
            functions:
              - {name: DelayFunction, timeout: 2s, reserved: 1, duration: 1900ms}
            faults:
              - {api: "logs:FilterLogEvents", error: AccessDeniedException, status: 403}
              - {api: "logs:StartQuery", error: AccessDeniedException, status: 403}
            metrics: {delay: 0s}
            """)) {
      Instant began = clock.instant();
      JsonNode answer = ask(sandbox, probe("reproduce", true), null);

      assertThat(Duration.between(began, clock.instant())).isGreaterThan(Duration.ofSeconds(14));
      assertThat(answer.at("/probe/stoppedBecause").isNull()).isTrue();
      assertThat(answer.at("/probe/steps/1/attempts/0/outcome").textValue())
          .isEqualTo("read-timeout");
      assertThat(answer.at("/probe/steps/1/attempts/1/outcome").textValue()).isEqualTo("refused");
      assertThat(sandbox.counts(FUNCTION).executions())
          .isEqualTo(answer.at("/sideEffects/invocations").intValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"ExpiredTokenException, 403", "ResourceNotFoundException, 404"})
  void credentialsThatExpire_orAFunctionThatIsGone_endTheProbe_andTheAnswerStillAccounts(
      String error, int status) throws IOException {
    try (Sandbox sandbox =
        sandbox(
            """
            truth: none-found
            functions:
              - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 100ms}
            faults:
              - {api: "lambda:Invoke", error: %s, status: %d}
            logs: {delay: 0s}
            metrics: {delay: 0s}
            """
                .formatted(error, status))) {
      JsonNode answer = ask(sandbox, probe("prove", true), null);

      assertThat(answer.at("/probe/stoppedBecause").textValue())
          .startsWith("Stopped in measure: attempt 1 ended with rejected.");
      assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
      assertThat(answer.at("/sideEffects/awsCalls").intValue()).isPositive();
      assertThat(answer.at("/verdict/cause").isTextual()).isTrue();
    }
  }

  @Test
  void aForbiddenProbe_namesTheTagThatWouldAllowIt_andAccountsForNothing() throws IOException {
    try (Sandbox sandbox =
        sandbox(
            """
            truth: none-found
            functions:
              - {name: DelayFunction, timeout: 3s, reserved: 2, duration: 100ms}
            faults:
              - {api: "lambda:Invoke", error: AccessDeniedException, status: 403}
            logs: {delay: 0s}
            """)) {
      JsonNode answer =
          ask(sandbox, probe("measure", false), null, ProbeTag.parse("team-probes=yes"));
      assertThat(answer.at("/probe/stoppedBecause").textValue())
          .startsWith("Stopped in measure: attempt 1 ended with rejected. AWS denied ")
          .contains("the tag team-probes=yes", "--tags 'team-probes=yes'", "ProbeFunctionArns");
      assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
      assertThat(answer.at("/sideEffects/estimatedCostUsd").doubleValue()).isZero();
      assertThat(sandbox.counts(FUNCTION).executions()).isZero();
    }
  }

  /** At worst 3 × (10 + 128 s) and waits, in 20 s; but the logs tell of 100 ms. */
  @Test
  void theTimeLeft_isComparedWithWhatIsExpected_notWithTheWorstCase() throws IOException {
    try (Sandbox sandbox =
        sandbox(
            """
            truth: none-found
            functions:
              - {name: DelayFunction, timeout: 120s, reserved: 1, duration: 100ms}
            history:
              - {function: DelayFunction, window: 1h, rate: 60/h, client: {id: boto3}}
            logs: {delay: 0s}
            metrics: {delay: 0s}
            """)) {
      JsonNode answer = ask(sandbox, probe("measure", true), Duration.ofSeconds(20));

      assertThat(answer.at("/probe/plan/longestMs").longValue()).isGreaterThan(100_000);
      assertThat(answer.at("/probe/plan/expectedMs").longValue()).isLessThan(2_000);
      assertThat(answer.at("/probe/stoppedBecause").isNull()).isTrue();
      assertThat(answer.at("/sideEffects/invocations").intValue()).isEqualTo(3);
    }
  }

  private static void awaitARefusal(Sandbox sandbox) throws InterruptedException {
    Instant limit = Instant.now().plusSeconds(20);
    while (sandbox.counts(FUNCTION).refusals() == 0) {
      assertThat(Instant.now()).as("of 20 callers a second, one is refused").isBefore(limit);
      Thread.sleep(20);
    }
  }

  private Sandbox sandbox(String scenario) throws IOException {
    return Sandbox.start(Scenario.parse(scenario, "probe.yaml"), 0, clock, 1);
  }

  private static String probe(String plan, boolean allowExclusive) {
    return """
    {"function": "DelayFunction",
     "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "300ms", "maxAttempts": 2},
     "probe": {"plan": "%s", "allowExclusive": %s}}
    """
        .formatted(plan, allowExclusive);
  }

  private JsonNode ask(Sandbox sandbox, String body, @Nullable Duration timeLeft)
      throws IOException {
    return ask(sandbox, body, timeLeft, null);
  }

  private JsonNode ask(
      Sandbox sandbox, String body, @Nullable Duration timeLeft, @Nullable ProbeTag tag)
      throws IOException {
    var target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    try (var diagnoses =
        new Diagnoses(target, ClientCatalog.bundled(), clock, true, ProbeListener.SILENT, tag)) {
      ApiResponse response =
          new HttpApi(diagnoses::make, ClientCatalog.bundled())
              .handle(
                  new ApiRequest(
                      "POST",
                      "/diagnoses",
                      Map.of("content-type", "application/json"),
                      body,
                      timeLeft));
      assertThat(response.status()).as(response.body()).isEqualTo(200);
      return new ObjectMapper().readTree(response.body());
    }
  }
}
