package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A diagnosis for somebody who may read nothing. */
@ExtendWith(TestCredentials.class)
class DeniedReadsTest {

  private static final Path ALL_DENIED = Path.of("scenarios", "self-collision-all-denied.yaml");
  private static final String ERROR =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation (reached max"
          + " retries: 2): Rate Exceeded.";

  @Test
  void theErrorIsAnswered_andEveryDeniedActionNamed() throws Exception {
    Verdict verdict = verdict(request().put("error", ERROR));

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    for (String action :
        List.of(
            "lambda:GetFunctionConfiguration",
            "lambda:GetFunctionConcurrency",
            "lambda:GetAccountSettings",
            "lambda:ListProvisionedConcurrencyConfigs",
            "lambda:ListEventSourceMappings",
            "lambda:GetFunctionEventInvokeConfig",
            "logs:FilterLogEvents",
            "cloudwatch:GetMetricData")) {
      assertThat(verdict.missing())
          .anySatisfy(missing -> assertThat(missing).contains("allow the action " + action + " "));
    }
  }

  @Test
  void aClientThatMakesOneAttempt_doesNotCollideWithItself() throws Exception {
    ObjectNode request = request().put("error", ERROR);
    request.putObject("client").put("id", "aws-cli").put("version", "2.31.0").put("maxAttempts", 1);

    assertThat(verdict(request).ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_SELF_COLLISION,
                "The client makes one attempt only, so it has no retry to collide."));
  }

  @Test
  void withoutAnError_thereIsNothingToAnswerFrom() {
    assertThatThrownBy(() -> verdict(request()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.FORBIDDEN));
  }

  private static ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("function", "F");
    request.putObject("client").put("id", "aws-cli").put("version", "2.31.0");
    return request;
  }

  private static Verdict verdict(ObjectNode request) throws Exception {
    ClientCatalog catalog = ClientCatalog.bundled();
    Clock clock = Clock.systemUTC();
    try (Sandbox sandbox = Sandbox.start(Scenario.load(ALL_DENIED), 0, clock, 1);
        Diagnoses diagnoses =
            new Diagnoses(
                new AwsTarget("us-east-1", null, sandbox.endpoint()),
                catalog,
                clock,
                true,
                ProbeListener.SILENT)) {
      return diagnoses.make(RequestReader.read(request, catalog), Course.awaited(null)).verdict();
    }
  }
}
