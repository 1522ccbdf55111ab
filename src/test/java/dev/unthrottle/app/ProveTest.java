package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A diagnosis with a probe, from the HTTP request to the answer, on a function that really runs. It
 * has one slot and takes 2 s; the client hangs up after 400 ms and tries once more within the next
 * second, while the slot is still taken.
 */
@ExtendWith(TestCredentials.class)
class ProveTest {

  private static final String FUNCTION = "DelayFunction";

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 2s}
      logs: {delay: 100ms}
      """;

  private Sandbox sandbox;
  private Diagnoses diagnoses;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "prove.yaml"), 0, Clock.systemUTC(), 1);
    var target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    diagnoses =
        new Diagnoses(
            target, ClientCatalog.bundled(), Clock.systemUTC(), true, ProbeListener.SILENT);
  }

  @AfterEach
  void stop() {
    diagnoses.close();
    sandbox.close();
  }

  @Test
  void theProof_isAnswered_andTheFunctionRanAsOftenAsIsTold() throws IOException {
    ApiResponse response = ask("true", "400ms");

    assertThat(response.status()).isEqualTo(200);
    JsonNode answer = new ObjectMapper().readTree(response.body());
    assertThat(answer.at("/verdict/cause").textValue()).isEqualTo("client-timeout-self-collision");
    assertThat(answer.at("/verdict/certainty").textValue()).isEqualTo("proven");
    assertThat(answer.at("/proof/attempts")).hasSize(1);
    assertThat(answer.at("/proof/attempts/0/outcome").textValue()).isEqualTo("answered");
    int invocations = answer.at("/sideEffects/invocations").intValue();
    assertThat(sandbox.counts(FUNCTION).executions()).isEqualTo(invocations);
    assertThat(sandbox.counts(FUNCTION).refusals())
        .isEqualTo(answer.at("/sideEffects/refused").intValue());
    assertThat(sandbox.counts(FUNCTION).peakInFlight()).isEqualTo(1);
    assertThat(invocations)
        .isLessThanOrEqualTo(answer.at("/probe/plan/mostInvocations").intValue());
  }

  @Test
  void theOnlySlot_isNotTaken_unlessThatIsAllowed() throws IOException {
    ApiResponse response = ask("false", "400ms");

    assertThat(response.status()).isEqualTo(200);
    JsonNode answer = new ObjectMapper().readTree(response.body());
    assertThat(answer.at("/probe/refusedBecause"))
        .singleElement()
        .extracting(JsonNode::textValue)
        .asString()
        .startsWith("A probe must not take a function's last free slot")
        .contains("allowExclusive");
    assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
    assertThat(sandbox.counts(FUNCTION).executions()).isZero();
  }

  @Test
  void aRequestThatIsRefused_invokesNothing() {
    assertThat(ask("true", "400").status()).isEqualTo(400);
    assertThat(ask("\"yes\"", "400ms").status()).isEqualTo(400);
    assertThat(sandbox.counts(FUNCTION).executions()).isZero();
    assertThat(sandbox.counts(FUNCTION).refusals()).isZero();
  }

  private ApiResponse ask(String allowExclusive, String readTimeout) {
    String body =
        """
        {"function": "DelayFunction",
         "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "%s", "maxAttempts": 2},
         "probe": {"plan": "prove", "allowExclusive": %s}}
        """
            .formatted(readTimeout, allowExclusive);
    return new HttpApi(diagnoses::make, ClientCatalog.bundled())
        .handle(
            new ApiRequest(
                "POST", "/diagnoses", Map.of("content-type", "application/json"), body, null));
  }
}
