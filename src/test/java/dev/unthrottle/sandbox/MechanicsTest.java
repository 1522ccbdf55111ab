package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One small scenario for each mechanism that can refuse an invocation, past and live. */
class MechanicsTest {

  private static final String OF_FUNCTION =
      "{\"Name\":\"FunctionName\",\"Value\":\"DelayFunction\"}";

  @Test
  void invocationRate_refusesABurstOfShortCalls() throws Exception {
    // 2 slots serve 2 x 10 = 20 a second. 60 a second of 1 ms hold 0.06 slots: none is ever short.
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 1ms, reserved: 2}]
            history:
              - {function: DelayFunction, at: 10m, lasting: 60s, rate: 60/s, client: {id: boto3, maxAttempts: 1}}
            """)) {
      // 60 x 60 = 3600 attempts, of which 20 a second and one bucket of 20 run: 1220.
      assertThat(sum(play, "Invocations")).isBetween(1210.0, 1221.0);
      assertThat(sum(play, "Throttles")).isBetween(2100.0, 2700.0);
      // Two at once by chance, never more.
      assertThat(maximum(play, "ConcurrentExecutions")).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void invocationRate_isTheReasonThatALiveCallIsTold() throws Exception {
    try (Play play = Play.function("duration: 0ms, reserved: 1")) {
      HttpResponse<String> last = play.invoke("{}");
      // 10 at once and 10 a second: requests over HTTP come faster than that.
      for (int i = 0; i < 500 && last.statusCode() == 200; i++) {
        last = play.invoke("{}");
      }

      assertThat(last.body())
          .isEqualTo(
              "{\"Reason\":\"ReservedFunctionInvocationRateLimitExceeded\",\"Type\":\"User\","
                  + "\"message\":\"Rate Exceeded.\"}");
    }
  }

  @Test
  void scalingRate_refusesASuddenWaveThoughSlotsAreFree() throws Exception {
    // 800 a second of 4 s for 10 s would take 3,200 environments; 1,000 + 100 a second may start.
    try (Play play =
        Play.of(
            """
            account: {concurrency: 5000}
            functions: [{name: DelayFunction, duration: 4s, timeout: 10s}]
            history:
              - {function: DelayFunction, at: 3h, lasting: 10s, rate: 800/s, client: {id: boto3, maxAttempts: 1}}
            """)) {
      // 1,000 + 10 s x 100 = 2,000 environments at most, far below the 5,000 slots.
      assertThat(maximum(play, "ConcurrentExecutions")).isBetween(1000.0, 2000.0);
      assertThat(sum(play, "Throttles")).isGreaterThan(1000);
      assertThat(sum(play, "Throttles") + sum(play, "Invocations")).isBetween(7640.0, 8360.0);
    }
  }

  @Test
  void whatIsProvisioned_runsFirst_andTheRestSpillsOver() throws Exception {
    try (Play play =
        Play.of(
            """
            functions:
              - {name: DelayFunction, duration: 2s, reserved: 4, versions: 1, aliases: {live: 1}, provisioned: {live: 2}, coldStart: 1s}
            history:
              - {function: DelayFunction, qualifier: live, at: 2h, lasting: 10m, rate: 2/s, client: {id: boto3, maxAttempts: 1}}
            """)) {
      double provisioned = sum(play, "ProvisionedConcurrencyInvocations");
      double spilled = sum(play, "ProvisionedConcurrencySpilloverInvocations");
      assertThat(provisioned).isGreaterThan(spilled);
      assertThat(spilled).isGreaterThan(100);
      assertThat(provisioned + spilled).isEqualTo(sum(play, "Invocations"));
      assertThat(maximum(play, "ProvisionedConcurrentExecutions")).isEqualTo(2);
      assertThat(maximum(play, "ProvisionedConcurrencyUtilization")).isEqualTo(1);
      // Only the 2 environments on demand start cold.
      assertThat(play.lines("INIT_START")).isEqualTo(2);
      assertThat(play.logEvents().path(0).path("logStreamName").asText()).contains("/[1]");

      HttpResponse<String> live =
          play.send(
              play.to(Play.INVOCATIONS + "?Qualifier=live")
                  .POST(BodyPublishers.ofString("{}"))
                  .build());
      assertThat(live.statusCode()).isEqualTo(200);
      assertThat(Play.header(live, "X-Amz-Executed-Version")).isEqualTo("1");
    }
  }

  @Test
  void theAccount_claimsReservedOrProvisionedSlots_whicheverAreMore() throws Exception {
    // Claimed idle: 5 reserved (2 of them provisioned) and 3 provisioned without a reservation: 8
    // of
    // 20. The 12 that are left run for 10 min at 1 call a second, so the account is full.
    try (Play play =
        Play.of(
            """
            account: {concurrency: 20}
            functions:
              - {name: DelayFunction, duration: 10m, timeout: 15m, versions: 1, provisioned: {1: 3}}
              - {name: Other, duration: 1s, reserved: 5, versions: 1, provisioned: {1: 2}}
            history:
              - {function: DelayFunction, at: 60m, lasting: 60s, rate: 1/s, client: {id: boto3, maxAttempts: 1}}
            """)) {
      assertThat(account(play, "UnreservedConcurrentExecutions")).isEqualTo(12);
      assertThat(account(play, "ClaimedAccountConcurrency")).isEqualTo(20);
      assertThat(account(play, "ConcurrentExecutions")).isEqualTo(12);
      // Nothing ever ran on what was provisioned, so there is no sample, not even of 0.
      assertThat(points(play, "ProvisionedConcurrentExecutions", OF_FUNCTION, "Maximum")).isEmpty();
    }
  }

  @Test
  void latest_isRefusedWhileVersionsHoldTheReservation() throws Exception {
    try (Play play =
        Play.function("duration: 1ms, reserved: 2, versions: 1, provisioned: {1: 2}")) {
      HttpResponse<String> latest = play.invoke("{}");
      assertThat(latest.statusCode()).isEqualTo(429);
      assertThat(latest.body())
          .contains("\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"");
      HttpResponse<String> version =
          play.send(
              play.to(Play.DELAY_FUNCTION + ":1/invocations")
                  .POST(BodyPublishers.ofString("{}"))
                  .build());
      assertThat(version.statusCode()).isEqualTo(200);
      assertThat(Play.header(version, "X-Amz-Executed-Version")).isEqualTo("1");
    }
  }

  @Test
  void anEventSource_takesTheSlotsThatClientsWant() throws Exception {
    // 2 of 2 slots: 1 batch a second of 4 s would fill 4, of which the mapping takes 2.
    try (Play play =
        Play.of(
            """
            functions:
              - name: DelayFunction
                duration: 4s
                timeout: 10s
                reserved: 2
                eventSources:
                  - {source: "arn:aws:sqs:us-east-1:123456789012:orders", rate: 1/s, batchSize: 1, maximumConcurrency: 2, window: 1h}
            history:
              - {function: DelayFunction, window: 30m, rate: 6/min, client: {id: boto3, maxAttempts: 1}}
            """)) {
      // 3600 s x 2 slots / 4 s = 1800 at most; clients get in seldom.
      assertThat(sum(play, "Invocations")).isBetween(1600.0, 1802.0);
      // 30 min x 6 = 180 calls of clients, most of which find no slot; the mapping itself waits.
      assertThat(sum(play, "Throttles")).isBetween(100.0, 2000.0);
      Play.await("it goes on live", () -> play.counts().inFlight() == 2);
      assertThat(play.invoke("{}").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void asynchronousEvents_areTriedAgainUntilThereIsASlot() throws Exception {
    // One slot of 10 s and 1/min: seldom two at once, and the second waits with backoff.
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 30s, timeout: 60s, reserved: 1}]
            history: [{function: DelayFunction, invocation: async, at: 24h, lasting: 2h, rate: 1/min}]
            """)) {
      double received = sum(play, "AsyncEventsReceived");
      // 120 expected, give or take four standard deviations of 11; all run in the end, none is
      // lost.
      assertThat(received).isBetween(76.0, 164.0);
      assertThat(sum(play, "Invocations")).isEqualTo(received);
      assertThat(sum(play, "AsyncEventsDropped")).isZero();
      assertThat(sum(play, "Throttles")).isGreaterThan(20);
      assertThat(maximum(play, "AsyncEventAge")).isGreaterThan(1000);
      assertThat(maximum(play, "ConcurrentExecutions")).isEqualTo(1);
    }
  }

  @Test
  void anError_isToldAsTheRuntimePrintsIt() throws Exception {
    String text = "ThrottlingException: Rate exceeded (DynamoDB UpdateItem)";
    try (Play play = Play.function("duration: 1ms, fails: 1, failsWith: \"%s\"".formatted(text))) {
      HttpResponse<String> answer = play.invoke("{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Play.header(answer, "X-Amz-Function-Error")).isEqualTo("Unhandled");
      assertThat(Play.json(answer).path("errorType").asText()).isEqualTo("ThrottlingException");
      assertThat(Play.json(answer).path("errorMessage").asText())
          .isEqualTo("Rate exceeded (DynamoDB UpdateItem)");
      Play.await("it is logged", () -> play.lines("REPORT") == 1);
      String id = Play.header(answer, "x-amzn-RequestId");
      assertThat(message(play, "[ERROR]")).contains("\t" + id + "\t" + text + "\n");
    }
    try (Play play =
        Play.function(
            "duration: 1ms, runtime: node, fails: 1, failsWith: \"%s\"".formatted(text))) {
      HttpResponse<String> answer = play.invoke("{}");
      Play.await("it is logged", () -> play.lines("REPORT") == 1);
      assertThat(message(play, ""))
          .contains("\t" + Play.header(answer, "x-amzn-RequestId") + "\tERROR\tInvoke Error \t{")
          .contains("\"errorType\":\"ThrottlingException\"");
    }
  }

  @Test
  void whatHangs_isCutOffByTheTimeout() throws Exception {
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 100ms, timeout: 30s, hangs: 0.05, reserved: 20}]
            history: [{function: DelayFunction, window: 1h, rate: 1/s, client: {id: boto3}}]
            """)) {
      // 5 % of 3600 are 180, give or take four standard deviations of 13.
      assertThat((double) play.lines("REPORT")).isEqualTo(sum(play, "Invocations"));
      long cutOff =
          play.logEvents()
              .valueStream()
              .filter(event -> event.path("message").asText().contains("Status: timeout"))
              .count();
      assertThat(cutOff).isBetween(128L, 232L);
      assertThat(maximum(play, "Duration")).isEqualTo(30_000);
    }
  }

  @Test
  void theCallersRate_neverReachesTheFunction() throws Exception {
    try (Play play =
        Play.of(
            """
            account: {concurrency: 1000, callerRate: 2/s}
            functions: [{name: DelayFunction, duration: 0ms}]
            history: [{function: DelayFunction, window: 10m, rate: 20/s, client: {id: boto3, maxAttempts: 1}}]
            """)) {
      // 600 s x 2 + 2 in the bucket = 1202 run of about 12,000; no metric knows of the others.
      assertThat(sum(play, "Invocations")).isBetween(1190.0, 1202.0);
      assertThat(sum(play, "Throttles")).isZero();

      HttpResponse<String> last = play.invoke("{}");
      for (int i = 0; i < 500 && last.statusCode() == 200; i++) {
        last = play.invoke("{}");
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.body())
          .isEqualTo(
              "{\"Reason\":\"CallerRateLimitExceeded\",\"Type\":\"User\",\"message\":\"Rate exceeded\"}");
      assertThat(play.counts().refusals()).isZero();
    }
  }

  @Test
  void overlappingCallers_shareTheSlotsAcrossTheirBeginnings() throws Exception {
    // The first caller's runs of 10 min fill both slots before the second sets in.
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 10m, timeout: 15m, reserved: 2}]
            history:
              - {function: DelayFunction, at: 60m, lasting: 5m, rate: 1/s, client: {id: boto3, maxAttempts: 1}}
              - {function: DelayFunction, at: 55m, lasting: 1m, rate: 1/s, client: {id: boto3, maxAttempts: 1}}
            """)) {
      // Both slots are taken within the first seconds, for 10 min: nobody else gets in until minute
      // 50.
      assertThat(sum(play, "Invocations")).isEqualTo(2);
    }
  }

  private static String message(Play play, String start) {
    return play.logEvents()
        .valueStream()
        .map(event -> event.path("message").asText())
        .filter(message -> message.startsWith(start))
        .filter(message -> message.contains("ERROR"))
        .findFirst()
        .orElse("(none)");
  }

  private static double sum(Play play, String metric) {
    return metric(play, metric, "Sum");
  }

  private static double maximum(Play play, String metric) {
    return metric(play, metric, "Maximum");
  }

  private static double account(Play play, String metric) {
    return points(play, metric, "", "Maximum").stream().mapToDouble(it -> it).max().orElse(0);
  }

  /** Over the two days before now; 0 where nothing is found. */
  private static double metric(Play play, String metric, String statistic) {
    var values =
        points(play, metric, OF_FUNCTION, statistic).stream().mapToDouble(Double::doubleValue);
    return statistic.equals("Sum") ? values.sum() : values.max().orElse(0);
  }

  private static List<Double> points(
      Play play, String metric, String dimensions, String statistic) {
    Instant now = Instant.now();
    JsonNode answer =
        Play.json(
            play.target(
                "GraniteServiceVersion20100801.GetMetricData",
                "application/x-amz-json-1.0",
                """
                {"StartTime":%d,"EndTime":%d,"MetricDataQueries":[{"Id":"m1","MetricStat":{"Metric":
                {"Namespace":"AWS/Lambda","MetricName":"%s","Dimensions":[%s]},
                "Period":86400,"Stat":"%s"}}]}
                """
                    .formatted(
                        now.minus(Duration.ofDays(2)).getEpochSecond(),
                        now.plusSeconds(60).getEpochSecond(),
                        metric,
                        dimensions,
                        statistic)));
    return answer
        .path("MetricDataResults")
        .path(0)
        .path("Values")
        .valueStream()
        .map(JsonNode::asDouble)
        .toList();
  }
}
