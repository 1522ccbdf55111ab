package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.DiagnosisId;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import dev.unthrottle.simulation.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A worker is lost after its second invocation, and its successors can't make a diagnosis of it.
 */
@ExtendWith(TestCredentials.class)
class ResumedFailureTest {

  private static final String SCENARIO =
      """
      truth: none-found
      functions:
        - {name: DelayFunction, timeout: 20s, memory: 1024, reserved: 1, duration: 50ms}
      logs: {delay: 0s}
      """;

  private static final String DENIED =
      """
      faults:
        - {api: "lambda:GetFunction", error: AccessDeniedException, status: 403}
        - {api: "lambda:GetFunctionConfiguration", error: AccessDeniedException, status: 403}
      """;

  private static final String REQUEST =
      """
      {"function": "DelayFunction", "client": {"id": "boto3"},
       "probe": {"plan": "measure", "allowExclusive": true}}
      """;

  /** (10 s Init + 20 s) × 1 GB × $0.0000166667 + $0.0000002 = $0.000500201, of which two. */
  private static final double MOST_USD = 2 * 0.000500201;

  private static final class Lost extends Error {
    private static final long serialVersionUID = 1;
  }

  private final LaterClock clock = new LaterClock();
  private final DiagnosisStore store = DiagnosisStore.inMemory(clock.source());
  private final String id = DiagnosisId.at(clock.source().instant(), new Random());

  @BeforeEach
  void loseAWorker() throws IOException {
    Instant now = clock.source().instant();
    assertThat(
            store.put(new NewDiagnosis(id, Packed.of(REQUEST), now, now.plus(LongDiagnoses.KEPT))))
        .isTrue();
    assertThat(catchThrowableOfType(Lost.class, () -> work(SCENARIO, new Killer()))).isNotNull();
    clock.later(Duration.ofMinutes(2));
  }

  @Test
  void whereTheSettingsCantBeReadAnyMore_theAnswerTellsWhatWasSent_andItsCostAtMost()
      throws IOException {
    work(SCENARIO + DENIED, ProbeListener.SILENT);
    JsonNode answer = answer();
    assertThat(answer.at("/status").textValue()).isEqualTo("failed");
    assertThat(answer.at("/problem/type").textValue())
        .isEqualTo("urn:problem:unthrottle:forbidden");
    assertThat(answer.at("/problem/detail").textValue())
        .startsWith("The worker that ran this probe was lost, and what became of its invocations");
    tellsOfTwoInvocations(answer);
  }

  @Test
  void whereEveryWorkerIsLost_theAnswerTellsWhatWasSent_andItsCostAtMost() {
    for (int take = 2; take <= 3; take++) {
      assertThat(store.take(id, "lost " + take, clock.source().instant())).isPresent();
    }
    Worker.Making making =
        (_, _) -> {
          throw new AssertionError("it isn't begun again");
        };
    var worker = new Worker(store, making, ClientCatalog.bundled(), clock.source(), Worker.LEASE);
    assertThat(worker.run(id, null, _ -> {})).isEqualTo(Worker.Outcome.ENDED);
    JsonNode answer = answer();
    assertThat(answer.at("/problem/detail").textValue())
        .isEqualTo("3 workers were lost with it, so it isn't begun again.");
    tellsOfTwoInvocations(answer);
  }

  private static void tellsOfTwoInvocations(JsonNode answer) {
    assertThat(answer.at("/progress")).hasSize(2);
    assertThat(answer.at("/progress/0/outcome").textValue()).isEqualTo("answered");
    assertThat(answer.at("/sideEffects/invocations").intValue()).isEqualTo(2);
    assertThat(answer.at("/sideEffects/refused").intValue()).isZero();
    assertThat(answer.at("/sideEffects/estimatedCostUsd").doubleValue()).isEqualTo(MOST_USD);
  }

  private JsonNode answer() {
    return JsonTree.parse(
        Objects.requireNonNull(store.find(id).orElseThrow().ending()).document().text());
  }

  private void work(String scenario, ProbeListener listener) throws IOException {
    ClientCatalog catalog = ClientCatalog.bundled();
    try (Sandbox sandbox =
            Sandbox.start(Scenario.parse(scenario, "resumed.yaml"), 0, clock.clock(), 1);
        var diagnoses =
            new Diagnoses(
                new AwsTarget("us-east-1", null, sandbox.endpoint()),
                catalog,
                clock.clock(),
                true,
                listener)) {
      var worker = new Worker(store, diagnoses, catalog, clock.source());
      assertThat(worker.run(id, null, _ -> {})).isEqualTo(Worker.Outcome.ENDED);
    }
  }

  /** Ends the worker after its second attempt. */
  private static final class Killer implements ProbeListener {

    private int ended;

    @Override
    public void planned(ProbePlan plan) {}

    @Override
    public void attemptEnded(ProbeStep step, Attempt attempt) {
      ended++;
      if (ended == 2) {
        throw new Lost();
      }
    }

    @Override
    public void waiting(String what, Duration atMost) {}
  }
}
