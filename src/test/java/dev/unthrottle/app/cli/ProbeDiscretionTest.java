package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a function is given, answers and logs is nobody else's: no report and no log has it. */
@ExtendWith(TestCredentials.class)
class ProbeDiscretionTest {

  private static final String CANARY = "canary-7f3a9c";

  @ParameterizedTest
  @CsvSource({"json, true", "text, true", "html, true", "json, false", "text, false"})
  void payloadAnswerAndLogLines_areInNoReport_andInNoLog(String format, boolean raises)
      throws IOException {
    try (Sandbox sandbox =
        Sandbox.start(Scenario.parse(scenario(raises), "canary.yaml"), 0, Clock.systemUTC(), 1)) {
      Played played = new Played();

      int exit =
          played.run(
              "diagnose",
              "DelayFunction",
              "--client",
              "aws-cli@2.31.0",
              "--probe",
              "measure",
              "--payload",
              "{\"secret\": \"" + CANARY + "\"}",
              "--allow-exclusive",
              "--region",
              "us-east-1",
              "--endpoint-url",
              sandbox.endpoint().toString(),
              "--format",
              format);

      assertThat(exit).as(played.err()).isZero();
      assertThat(sandbox.counts("DelayFunction").executions()).isPositive();
      assertThat(played.out()).isNotEmpty().doesNotContain(CANARY);
      assertThat(played.err()).contains("measure: attempt 1 answered").doesNotContain(CANARY);
    }
  }

  /** What it raises stands in its answer and in its log; its answer has the payload as well. */
  private static String scenario(boolean raises) {
    String failure =
        raises
            ? ", fails: 1, failsWith: 'ThrottlingException: Rate exceeded for " + CANARY + "'"
            : "";
    return """
    truth: none-found
    functions:
      - {name: DelayFunction, timeout: 3s, duration: 50ms%s}
    logs: {delay: 0s}
    metrics: {delay: 0s}
    """
        .formatted(failure);
  }
}
