package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.Invocation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformLogTest {

  private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");
  private static final String A = "79b5e81f-9cdd-4145-b1f6-7c50ef8a2a36";
  private static final String B = "43a951b3-6893-4460-88d7-7e1987d69c89";

  private final List<LogEvent> events = new ArrayList<>();

  private PlatformLogTest at(double seconds, String message) {
    return at(seconds, "stream", message);
  }

  private PlatformLogTest at(double seconds, String stream, String message) {
    Instant time = T0.plusMillis(Math.round(seconds * 1000));
    events.add(new LogEvent(time, stream, message));
    return this;
  }

  private List<Invocation> invocations() {
    return PlatformLog.invocations(events);
  }

  private Invocation only() {
    assertThat(invocations()).hasSize(1);
    return invocations().getFirst();
  }

  private static String start(String id) {
    return "START RequestId: " + id + " Version: $LATEST\n";
  }

  private static String end(String id) {
    return "END RequestId: " + id + "\n";
  }

  private static String report(String id, String duration, String more) {
    return "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: 2000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t%s\n"
        .formatted(id, duration, more);
  }

  @Test
  void aColdExecution_isPutTogetherFromItsLines() {
    at(0, "INIT_START Runtime Version: java:25.v3\tRuntime Version ARN: arn:aws:lambda:x\n");
    at(1, start(A)).at(2, "working\n").at(2.5, end(A));
    at(2.5, report(A, "1500.25", "Init Duration: 480.10 ms\t"));

    assertThat(only())
        .isEqualTo(
            new Invocation(
                A,
                T0.plusSeconds(1),
                T0.plusMillis(2500),
                Duration.ofNanos(1_500_250_000),
                Duration.ofNanos(480_100_000),
                Duration.ofSeconds(2),
                128,
                64,
                Status.SUCCEEDED,
                "stream"));
    assertThat(only().coldStart()).isTrue();
    // The slot was taken when the cold start began: 1 s − 480.1 ms.
    assertThat(only().slotTaken()).isEqualTo(T0.plusNanos(519_900_000));
  }

  @Test
  void aReportWithAnXrayLine_isStillAReport() {
    at(0, start(A));
    at(2, report(A, "2000.00", "\nXRAY TraceId: 1-6ac7c6d8-66\tSegmentId: 9d5c\tSampled: true\t"));

    assertThat(only().duration()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aReportsFields_areFoundInAnyOrder_andNewOnesArePassedOver() {
    at(0, start(A));
    at(
        2,
        "REPORT RequestId: %s\tStatus: timeout\tMax Memory Used: 64 MB\tFancy New Field: 7 parsecs\tBilled Duration: 2000 ms\tDuration: 2000.00 ms\n"
            .formatted(A));

    assertThat(only().duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(only().maxMemoryUsedMb()).isEqualTo(64);
    assertThat(only().memorySizeMb()).isNull();
    assertThat(only().status()).isEqualTo(Status.TIMED_OUT);
  }

  @Test
  void aRestoredSnapshot_isAColdStart() {
    at(0, start(A));
    at(2, report(A, "2000.00", "Restore Duration: 398.97 ms\tBilled Restore Duration: 182 ms\t"));

    assertThat(only().initDuration()).isEqualTo(Duration.ofNanos(398_970_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:03.000Z " + A + " Task timed out after 3.00 seconds\n\n",
        "2026-11-22T12:00:03.000Z  Task timed out after 3.00 seconds\n\n",
        A + " Task timed out after 3.00 seconds\n",
        "RequestId: " + A + " Error: Task timed out after 3.00 seconds\n"
      })
  void aTimeout_isKnownFromItsOwnLine_wheneverItComes(String line) {
    at(0, start(A)).at(3, line).at(3, end(A)).at(3, report(A, "3000.00", ""));
    assertThat(only().status()).isEqualTo(Status.TIMED_OUT);

    events.clear();
    at(0, start(A)).at(3, end(A)).at(3, report(A, "3003.16", "")).at(3, line);
    assertThat(only().status()).isEqualTo(Status.TIMED_OUT);
    assertThat(only().duration()).isEqualTo(Duration.ofNanos(3_003_160_000L));
  }

  @Test
  void aTimeoutWithoutAReport_lastedAsLongAsItsLineSays() {
    at(0, start(A)).at(3, "2026-11-22T12:00:03Z " + A + " Task timed out after 3.02 seconds\n");

    assertThat(only().duration()).isEqualTo(Duration.ofMillis(3020));
    assertThat(only().slotFreed()).contains(T0.plusSeconds(3));
  }

  @Test
  void aDeadProcess_isAFailure() {
    at(0, start(A));
    at(
        1,
        "RequestId: "
            + A
            + " Error: Runtime exited with error: exit status 106\nRuntime.ExitError\n");
    at(1, end(A)).at(1, report(A, "1000.00", ""));

    assertThat(only().status()).isEqualTo(Status.FAILED);
  }

  /** Runtimes before 2019 printed it, and {@code platform.fault} still carries it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestId: " + A + " Process exited before completing request\n",
        "RequestId: " + A + " Process exited before completing request\n\n",
        "{\"time\":\"2026-11-22T12:00:02Z\",\"type\":\"platform.fault\",\"record\":"
            + "\"RequestId: "
            + A
            + " Process exited before completing request\"}",
        "{\"time\":\"2026-11-22T12:00:02Z\",\"type\":\"platform.fault\",\"record\":"
            + "\"RequestId: "
            + A
            + " Error: Runtime exited with error: signal: killed\"}",
        "RequestId: "
            + A
            + " Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n",
        "RequestId: " + A + " Error: Runtime exited without providing a reason\nRuntime.ExitError\n"
      })
  void aProcessThatDied_isAFailure_whoeverTellsIt_andEndsWhereNothingElseDoes(String line) {
    at(0, start(A)).at(2, line);

    assertThat(only().status()).isEqualTo(Status.FAILED);
    assertThat(only().end()).isEqualTo(T0.plusSeconds(2));
  }

  @Test
  void aProcessThatDied_staysAFailure_whenItsReportSaysNothingOfIt() {
    at(0, start(A)).at(2, "RequestId: " + A + " Process exited before completing request\n");
    at(2, end(A)).at(2, report(A, "2000.00", ""));

    assertThat(only().status()).isEqualTo(Status.FAILED);
    assertThat(only().duration()).isEqualTo(Duration.ofSeconds(2));
  }

  /** As loggers of Java, Python and Node spell and nest them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"INFO\",\"function_request_id\":\"" + A + "\",\"idempotency_key\":\"k1\"}",
        "{\"timestamp\":\"t\",\"AWSrequestId\":\"" + A + "\",\"idempotencyKey\":\"k1\"}",
        "{\"requestId\":\"" + A + "\",\"message\":{\"headers\":{\"Idempotency-Key\":\"k1\"}}}",
        "{\"payloadHash\":\"k1\",\"requestId\":\"" + A + "\"}\n",
        "{\"payload_hash\":\"k1\",\"requestId\":\"" + A + "\",\"payload\":{\"n\":1}}\n"
      })
  void theCallThatAnExecutionServes_isKnown_whereTheApplicationPrintsIt(String line) {
    at(0, start(A)).at(1, line).at(2, report(A, "2000.00", ""));
    at(1, start(B)).at(1, line.replace(A, B));

    assertThat(invocations()).extracting(Invocation::call).containsExactly("k1", "k1");
    assertThat(invocations().getFirst().servesSameCallAs(invocations().getLast())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestId\":\"" + A + "\",\"correlation_id\":\"k1\"}",
        "{\"requestId\":\"" + B + "\",\"idempotencyKey\":\"k1\"}",
        "{\"idempotencyKey\":\"k1\"}",
        "{\"requestId\":\"" + A + "\",\"idempotencyKey\":7}",
        "{\"requestId\":\"" + A + "\",\"idempotencyKey\":\"k1",
        "requestId=" + A + " idempotencyKey=k1\n"
      })
  void anythingLess_namesNoCall_andBeginsNoExecution(String line) {
    at(0, start(A)).at(1, line).at(2, report(A, "2000.00", ""));

    assertThat(only().call()).isNull();
    assertThat(only().servesSameCallAs(only())).isFalse();
  }

  @Test
  void aReportWithAnErrorStatus_isAFailure() {
    at(0, start(A)).at(1, report(A, "1000.00", "Status: error\tError Type: Runtime.OutOfMemory"));

    assertThat(only().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void anExecutionWithoutAnEnd_isRunning() {
    at(0, start(A));

    assertThat(only().status()).isEqualTo(Status.RUNNING);
    assertThat(only().slotFreed()).isEmpty();
  }

  @Test
  void aRetriedRequestId_isOneInvocationForEachRun() {
    at(0, start(A)).at(3, end(A)).at(3, report(A, "3000.00", "Status: timeout"));
    at(60, start(A)).at(61, end(A)).at(61, report(A, "1000.00", ""));
    at(180, "another", start(A)).at(182, "another", report(A, "2000.00", ""));

    assertThat(invocations())
        .extracting(Invocation::status)
        .containsExactly(Status.TIMED_OUT, Status.SUCCEEDED, Status.SUCCEEDED);
    assertThat(invocations())
        .extracting(Invocation::duration)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void executionsOfSeveralStreams_areToldApartAndInTheOrderOfTheirStarts() {
    at(0, "two", start(B)).at(9, "two", report(B, "9000.00", ""));
    at(-1, "one", start(A)).at(2, "one", report(A, "3000.00", ""));

    assertThat(invocations()).extracting(Invocation::requestId).containsExactly(A, B);
  }

  @Test
  void aReportWithoutAStart_tellsWhenItBegan_andAnEndAloneTellsNothing() {
    at(5, end(B)).at(10, report(A, "4000.00", ""));

    assertThat(only().start()).isEqualTo(T0.plusSeconds(6));
  }

  @Test
  void aFailedInitialization_isTheColdStartOfTheNextExecution() {
    at(0, "INIT_REPORT Init Duration: 10009.13 ms\tPhase: init\tStatus: timeout\n");
    at(10, start(A)).at(12, report(A, "2000.00", ""));
    at(20, start(B)).at(22, report(B, "2000.00", ""));

    assertThat(invocations().getFirst().initDuration())
        .isEqualTo(Duration.ofNanos(10_009_130_000L));
    assertThat(invocations().getLast().initDuration()).isNull();
  }

  @Test
  void anInitializationInsideAnExecution_isPartOfItsDuration() {
    at(0, start(A));
    at(1, "INIT_REPORT Init Duration: 1666.62 ms\tPhase: invoke\tStatus: error\tError Type: X\n");
    at(2, report(A, "2000.00", "")).at(3, start(B)).at(5, report(B, "2000.00", ""));

    assertThat(invocations()).allMatch(run -> run.initDuration() == null);
  }

  @Test
  void jsonEvents_tellTheSame() {
    at(1, json("start", "\"requestId\":\"" + A + "\",\"version\":\"$LATEST\""));
    at(
        2.5,
        json(
            "runtimeDone",
            "\"requestId\":\"%s\",\"status\":\"success\",\"metrics\":{\"durationMs\":1500.1}"
                .formatted(A)));
    at(
        2.5,
        json(
            "report",
            "\"requestId\":\"%s\",\"status\":\"success\",\"spans\":[{\"name\":\"x\",\"durationMs\":9}],\"metrics\":{\"durationMs\":1500.25,\"billedDurationMs\":2000,\"memorySizeMB\":128,\"maxMemoryUsedMB\":64,\"initDurationMs\":480.1}"
                .formatted(A)));

    assertThat(only())
        .isEqualTo(
            new Invocation(
                A,
                T0.plusSeconds(1),
                T0.plusMillis(2500),
                Duration.ofNanos(1_500_250_000),
                Duration.ofNanos(480_100_000),
                Duration.ofSeconds(2),
                128,
                64,
                Status.SUCCEEDED,
                "stream"));
  }

  @Test
  void aJsonReportOfAFailure_mayComeAloneAtLevelWarn() {
    at(
        4,
        json(
            "report",
            "\"requestId\":\"%s\",\"status\":\"timeout\",\"metrics\":{\"durationMs\":3000}"
                .formatted(A)));

    assertThat(only().start()).isEqualTo(T0.plusSeconds(1));
    assertThat(only().status()).isEqualTo(Status.TIMED_OUT);
  }

  private static String json(String type, String record) {
    return "{\"time\":\"2026-11-22T12:00:00.000Z\",\"type\":\"platform.%s\",\"record\":{%s}}\n"
        .formatted(type, record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "[INFO] REPORT RequestId: x\tDuration: 1.00 ms\tBilled Duration: 1 ms\n",
        " REPORT RequestId: x\tDuration: 1.00 ms\tBilled Duration: 1 ms\n",
        "REPORT for Duration: today\n",
        "REPORT RequestId: x\tDuration: 1.00 ms\n",
        "REPORT RequestId: x is late, Duration: 1.00 ms Billed Duration: 1 ms\n",
        "START RequestId: x\n",
        "START RequestId: x Version: 1 of my program\n",
        "END RequestId: x, finally\n",
        "first line\nREPORT RequestId: x\tDuration: 1.00 ms\tBilled Duration: 1 ms\n",
        "Task timed out after 3.00 seconds\n",
        "ERROR Task timed out after 3.00 seconds\n",
        "2026-11-22T12:00:03Z x Task timed out after a while seconds\n",
        "2026-11-22T12:00:03Z x Task timed out after 3.00 seconds, retrying\n",
        "RequestId: x Error: Runtime exited\n",
        "{\"message\":\"platform.report\"}\n",
        "{\"level\":\"INFO\",\"message\":{\"type\":\"platform.report\",\"record\":{\"requestId\":\"x\"}}}",
        "{\"type\":\"platform.report\"}",
        "{\"type\":\"platform.report\",\"record\":{\"requestId\":",
        "{\"type\":\"platform.report\",\"record\":{}}"
      })
  void whatOnlyLooksLikeAPlatformLine_isNone(String message) {
    assertThat(PlatformLine.parse(message)).isNull();
  }
}
