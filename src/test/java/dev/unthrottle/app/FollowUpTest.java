package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsEvidenceSource;
import dev.unthrottle.aws.AwsInvoker;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.DiagnosisId;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A kept diagnosis whose worker's time was up while the function still ran: 10 s of work, and 8 s
 * in all, of which 3 s are kept for a last look. It is answered in time, and completed when it is
 * asked for later.
 */
@ExtendWith(TestCredentials.class)
class FollowUpTest {

  private static final String SCENARIO =
      """
      truth: none-found
      functions:
        - {name: DelayFunction, timeout: 12s, reserved: 1, duration: 10s}
      logs: {delay: 50ms}
      """;

  private static final String REQUEST =
      """
      {"function": "DelayFunction",
       "client": {"id": "aws-cli", "version": "2.31.0"},
       "probe": {"plan": "measure", "allowExclusive": true, "payload": {"name": "Mystique"}}}
      """;

  private static final Duration TOO_SHORT = Duration.ofSeconds(8);

  private final LaterClock clock = new LaterClock();
  private final DiagnosisStore store = DiagnosisStore.inMemory(clock.source());
  private final String id = DiagnosisId.at(clock.source().instant(), new Random());
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "follow-up.yaml"), 0, clock.clock(), 1);
    Instant now = clock.source().instant();
    assertThat(
            store.put(new NewDiagnosis(id, Packed.of(REQUEST), now, now.plus(LongDiagnoses.KEPT))))
        .isTrue();
    warmUp();
  }

  /** Loads what a first diagnosis has to load, which takes longer than the time here allows. */
  private void warmUp() {
    var target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    ClientCatalog catalog = ClientCatalog.bundled();
    try (var diagnoses =
        new Diagnoses(target, catalog, clock.clock(), false, ProbeListener.SILENT)) {
      var request =
          RequestReader.read(JsonTree.parse("{\"function\": \"DelayFunction\"}"), catalog);
      assertThat(diagnoses.make(request, Course.awaited(null)).probe()).isNull();
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void whatStillRan_isCompleted_whenItIsAskedForLater_andNothingIsInvokedForIt() throws Exception {
    work(TOO_SHORT);
    StoredDiagnosis early = store.find(id).orElseThrow();
    JsonNode answer = answer(early);
    assertThat(answer.at("/status").textValue()).isEqualTo("completed");
    assertThat(answer.at("/probe/stoppedBecause").textValue())
        .startsWith("Stopped in measure: the time was up ")
        .contains(" into attempt 1");
    assertThat(answer.at("/probe/stillRunning")).hasSize(1);
    String running = answer.at("/probe/stillRunning/0").textValue();
    assertThat(Instant.parse(answer.at("/probe/openUntil").textValue()))
        .isAfter(clock.source().instant());
    assertThat(answer.at("/probe/lookAgainWith").textValue())
        .startsWith(
            "aws logs filter-log-events --region us-east-1 --log-group-name"
                + " '/aws/lambda/DelayFunction' --start-time ")
        .endsWith(" --filter-pattern '?\"%s\"'".formatted(running));
    assertThat(Objects.requireNonNull(early.followUp()).request().text())
        .contains("DelayFunction")
        .doesNotContain("Mystique");
    assertThat(KeptAnswer.ofGet(early, false).headers()).containsKey("retry-after");

    var kept = new LongDiagnoses(store, _ -> work(null), clock.source(), _ -> {}, new Random());
    clock.later(Worker.LEASE);
    assertThat(kept.find(id)).isEqualTo(early); // and a worker is launched

    StoredDiagnosis complete = store.find(id).orElseThrow();
    JsonNode later = answer(complete);
    assertThat(complete.followUp()).isNull();
    assertThat(KeptAnswer.ofGet(complete, false).headers()).doesNotContainKey("retry-after");
    assertThat(later.at("/id").textValue()).isEqualTo(id);
    assertThat(later.at("/probe/stillRunning")).isEmpty();
    assertThat(later.at("/probe/openUntil").isNull()).isTrue();
    assertThat(later.at("/probe/lookAgainWith").isNull()).isTrue();
    assertThat(later.at("/probe/stoppedBecause")).isEqualTo(answer.at("/probe/stoppedBecause"));
    JsonNode execution = later.at("/probe/steps/0/executions/0");
    assertThat(execution.at("/requestId").textValue()).isEqualTo(running);
    assertThat(execution.at("/result").textValue()).isEqualTo("succeeded");
    assertThat(later.at("/measurements/connectMs")).isEqualTo(answer.at("/measurements/connectMs"));
    assertThat(later.at("/sideEffects/invocations").intValue()).isEqualTo(1);
    assertThat(sandbox.counts("DelayFunction").executions()).isEqualTo(1);

    clock.later(Worker.LEASE);
    assertThat(kept.find(id)).isEqualTo(complete);
  }

  @Test
  void aLookThatFails_leavesTheAnswer_andIsTriedAgainAFewTimes() throws Exception {
    work(TOO_SHORT);
    StoredDiagnosis early = store.find(id).orElseThrow();
    int looks = 0;
    while (store.find(id).orElseThrow().followUp() != null) {
      clock.later(Duration.ofMinutes(2));
      assertThat(failing().run(id, null, _ -> {})).isEqualTo(Worker.Outcome.ENDED);
      looks++;
      assertThat(looks).isLessThanOrEqualTo(LaterLooks.MOST_TAKES);
    }
    assertThat(looks).isEqualTo(LaterLooks.MOST_TAKES - 1);
    assertThat(store.find(id).orElseThrow().ending()).isEqualTo(early.ending());
  }

  private Worker failing() {
    Worker.Making making =
        (_, _) -> {
          throw new IllegalStateException("no logs today");
        };
    return new Worker(store, making, ClientCatalog.bundled(), clock.source(), Worker.LEASE);
  }

  /** As {@link Diagnoses} has it, for a worker that has so much time. */
  private void work(@Nullable Duration time) {
    ClientCatalog catalog = ClientCatalog.bundled();
    try (var aws = new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()))) {
      Worker.Making making =
          (request, course) ->
              new Diagnostician(
                      catalog,
                      new AwsEvidenceSource(aws, clock.clock()),
                      new AwsInvoker(aws, clock.clock()),
                      clock.clock(),
                      Thread::sleep,
                      new Random(),
                      ProbeListener.SILENT,
                      course.journal())
                  .diagnose(
                      request,
                      course.id(),
                      time == null ? null : clock.source().instant().plus(time));
      var worker = new Worker(store, making, catalog, clock.source(), Worker.LEASE);
      assertThat(worker.run(id, null, _ -> {})).isEqualTo(Worker.Outcome.ENDED);
    }
  }

  private static JsonNode answer(StoredDiagnosis diagnosis) throws IOException {
    return new ObjectMapper()
        .readTree(Objects.requireNonNull(diagnosis.ending(), "ending").document().text());
  }
}
