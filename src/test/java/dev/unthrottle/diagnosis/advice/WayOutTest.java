package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.simulation.FunctionModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where no setting can be right: what is advised instead, and why. */
class WayOutTest {

  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");

  @ParameterizedTest
  @CsvSource({
    "LAMBDA,           60, java25,     STEP_FUNCTIONS, neither has to run",
    "API_GATEWAY_REST, 29, java25,     ASYNCHRONOUS,   can't stream",
    "API_GATEWAY_REST, 29, nodejs24.x, STREAMING,      this runtime can stream",
    "API_GATEWAY_HTTP, 30, nodejs24.x, ASYNCHRONOUS,   fetch its result",
    "STEP_FUNCTIONS,   60, java25,     STEP_FUNCTIONS, give the state the time",
    "ALB,              60, java25,     ASYNCHRONOUS,   fetch its result",
    "SERVER,           60, java25,     ASYNCHRONOUS,   fetch its result",
  })
  void aCallerThatGivesUpFirst_isToldAnotherWay(
      CallerKind kind, int seconds, String runtime, WayOut.Kind expected, String because) {
    Recommendation advice =
        advice("boto3-standard-2026", kind, ofSeconds(seconds), runtime, ofMinutes(2));
    WayOut wayOut = Objects.requireNonNull(advice.wayOut());

    assertThat(wayOut.kind()).isEqualTo(expected);
    assertThat(wayOut.because()).contains(because, "gives up after %d s".formatted(seconds));
    assertThat(advice.asynchronous()).isTrue();
    // 4 s to connect and 10 s for the receipt.
    assertThat(advice.callerTimeout().worstCase()).isEqualTo(ofSeconds(14));
  }

  @Test
  void aCallerThatCanWait_needsNone() {
    // 4 s + 120 s + 10 s + 5 s = 139 s.
    Recommendation advice =
        advice("boto3-standard-2026", CallerKind.LAMBDA, ofSeconds(139), "java25", ofMinutes(2));

    assertThat(advice.wayOut()).isNull();
    assertThat(advice.asynchronous()).isFalse();
  }

  @Test
  void aFunctionOf15Minutes_canNotBeWaitedForByAnother() {
    Recommendation advice =
        advice("boto3-standard-2026", CallerKind.LAMBDA, null, "java25", ofMinutes(15));

    assertThat(Objects.requireNonNull(advice.wayOut()).kind())
        .isEqualTo(WayOut.Kind.STEP_FUNCTIONS);
  }

  @ParameterizedTest
  @CsvSource({
    "rust-standard-2026,  java25,     ASYNCHRONOUS",
    "rust-standard-2026,  nodejs24.x, STREAMING",
    "java-v2-legacy-urlconnection, java25, ASYNCHRONOUS",
  })
  void aClientThatCannotKeepAConnectionAlive_mustNotWaitInSilence(
      String variant, String runtime, WayOut.Kind expected) {
    Recommendation advice = advice(variant, CallerKind.SERVER, null, runtime, ofMinutes(15));
    WayOut wayOut = Objects.requireNonNull(advice.wayOut());

    assertThat(wayOut.kind()).isEqualTo(expected);
    assertThat(wayOut.because()).contains("can't keep the connection alive");
  }

  @Test
  void aClientThatCan_mayWaitForFifteenMinutes() {
    Recommendation advice =
        advice("boto3-standard-2026", CallerKind.SERVER, null, "java25", ofMinutes(15));

    assertThat(advice.wayOut()).isNull();
    assertThat(advice.client().tcpKeepAlive()).isTrue();
  }

  @Test
  void theWorkflow_retriesWhatDidNotRun_forAsLongAsASlotCanBeHeld() throws IOException {
    JsonNode machine = new ObjectMapper().readTree(WayOutSnippets.workflow(FUNCTION, ofMinutes(2)));
    JsonNode state = machine.at("/States/Invoke");

    assertThat(machine.at("/StartAt").textValue()).isEqualTo("Invoke");
    assertThat(state.at("/Resource").textValue()).isEqualTo("arn:aws:states:::lambda:invoke");
    // 120 s + 10 s cold start + 5 s.
    assertThat(state.at("/TimeoutSeconds").intValue()).isEqualTo(135);
    assertThat(state.at("/Retry/0/ErrorEquals/0").textValue())
        .isEqualTo("Lambda.TooManyRequestsException");
    assertThat(state.at("/Retry")).hasSize(1);
    // A slot is held 120 s + 10 s + 2 s at most: 1 + 2 + 4 + … + 128 = 255 s are longer, 127 s not.
    assertThat(state.at("/Retry/0/MaxAttempts").intValue()).isEqualTo(8);
  }

  @Test
  void theQueue_letsNoMoreMessagesBeAtWorkThanThereAreSlots() {
    assertThat(WayOutSnippets.queue(FUNCTION, ofSeconds(15), 7))
        .contains("MaximumConcurrency=7", "VisibilityTimeout=90", "'DelayFunction'")
        .doesNotContain("fifo");
  }

  @Test
  void forASingleSlot_theQueueIsInOrder() {
    // MaximumConcurrency is 2 at least.
    assertThat(WayOutSnippets.queue(FUNCTION, ofSeconds(15), 1))
        .contains("DelayFunction.fifo", "--message-group-id all")
        .doesNotContain("MaximumConcurrency");
  }

  private static Recommendation advice(
      String variant,
      CallerKind kind,
      @Nullable Duration limit,
      String runtime,
      Duration functionTimeout) {
    ClientVariant client =
        Cases.CATALOG.variants().stream()
            .filter(it -> it.id().equals(variant))
            .findFirst()
            .orElseThrow();
    AdviceCase given =
        new AdviceCase(
            1,
            client,
            FunctionModel.steady("DelayFunction", ofSeconds(6), functionTimeout),
            1,
            1,
            1_000,
            999,
            0,
            new CallerLimit(kind, limit, null),
            null,
            runtime);
    CaseFile file = given.file();
    return Advisor.advise(file, given.measurements())
        .flatMap(it -> Prescription.of(it, file, given.caller(), Cases.CATALOG, 1))
        .orElseThrow()
        .recommendation();
  }
}
