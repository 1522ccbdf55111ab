package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probes for somebody who waits, whose event may come twice. */
@ExtendWith(TestCredentials.class)
class KeptProbesTest {

  private static final String SCENARIO =
      """
      truth: none-found
      functions:
        - {name: DelayFunction, timeout: 1s, reserved: 1, duration: 50ms}
      logs: {delay: 0s}
      """;

  private final ClientCatalog catalog = ClientCatalog.bundled();
  private Sandbox sandbox;
  private Diagnoses diagnoses;
  private KeptProbes probes;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "kept.yaml"), 0, clock, 1);
    var target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    diagnoses = new Diagnoses(target, catalog, clock, true, ProbeListener.SILENT);
    DiagnosisStore store = DiagnosisStore.inMemory(clock);
    var worker = new Worker(store, diagnoses, catalog, clock);
    probes = new KeptProbes(store, worker, clock, Thread::sleep, new Random());
  }

  @AfterEach
  void stop() {
    diagnoses.close();
    sandbox.close();
  }

  @Test
  void anEventThatComesAgain_isTheSameDiagnosis_andProbesOnce() {
    JsonNode first = ask("DelayFunction", "request-1");
    assertThat(first.at("/status").textValue()).isEqualTo("completed");
    assertThat(first.at("/sideEffects/invocations").intValue()).isEqualTo(1);
    assertThat(ask("DelayFunction", "request-1")).isEqualTo(first);
    assertThat(sandbox.counts("DelayFunction").executions()).isEqualTo(1);
  }

  @Test
  void anotherEvent_isAnotherProbe() {
    var _ = ask("DelayFunction", "request-1");
    var _ = ask("DelayFunction", "request-2");
    assertThat(sandbox.counts("DelayFunction").executions()).isEqualTo(2);
  }

  @Test
  void whatCantBeAnswered_isAProblem_withWhatItDid() {
    JsonNode problem = ask("NoSuchFunction", "request-1");
    assertThat(problem.at("/type").textValue())
        .isEqualTo("urn:problem:unthrottle:no-such-function");
    assertThat(problem.at("/sideEffects/invocations").intValue()).isZero();
  }

  @Test
  void aWrongRequest_isRefused_andNotKept() {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> ask("a b c", "request-1"));
    assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.INVALID_REQUEST);
    assertThat(ask("DelayFunction", "request-1").at("/status").textValue()).isEqualTo("completed");
  }

  private JsonNode ask(String function, String requestId) {
    String measure =
        """
        {"function": "%s", "client": {"id": "boto3"},
         "probe": {"plan": "measure", "maxInvocations": 1, "allowExclusive": true}}
        """
            .formatted(function);
    JsonNode document = JsonTree.parse(measure);
    return probes.answer(document, catalog, requestId, null, _ -> {});
  }
}
