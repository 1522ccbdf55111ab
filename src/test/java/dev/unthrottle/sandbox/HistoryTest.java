package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What CloudWatch remembers of a simulated past. */
class HistoryTest {

  @Test
  void logsAndMetrics_tellTheSameHistory() throws Exception {
    try (Play play =
        Play.of(
            """
            functions:
              - {name: DelayFunction, duration: 6s, timeout: 15s, reserved: 1, coldStart: 300ms}
            history:
              - function: DelayFunction
                window: 24h
                rate: 4/h
                client: {id: aws-cli, version: 2.31.0, readTimeout: 2s}
            """)) {
      long reports = play.lines("REPORT");
      double invocations = metric(play, "Invocations", "Sum");
      double throttles = metric(play, "Throttles", "Sum");

      assertThat(reports).isBetween(60L, 140L); // 4 an hour for 24 hours: 96 expected.
      assertThat((long) invocations).isEqualTo(reports);
      // Each call runs once and is refused twice; only calls that meet another one differ.
      assertThat(throttles).isBetween(1.9 * invocations, 2.2 * invocations);
      assertThat(metric(play, "ConcurrentExecutions", "Maximum")).isEqualTo(1);
      assertThat(metric(play, "Duration", "Maximum")).isEqualTo(6000);
      // One environment, since they never overlap, and one cold start.
      assertThat(play.lines("INIT_START")).isEqualTo(1);
      assertThat(play.counts().executions()).isZero();
    }
  }

  @Test
  void theSameSeed_remembersTheSame() throws Exception {
    assertThat(shapeOf("scenarios/none-found.yaml"))
        .isEqualTo(shapeOf("scenarios/none-found.yaml"))
        .hasSizeGreaterThan(1000);
  }

  /** The REPORT lines of a scenario's history, in order. */
  private static String shapeOf(String file) throws Exception {
    try (Play play = Play.of(Files.readString(Path.of(file)).replaceAll("(?m)^truth:.*", ""))) {
      StringBuilder reports = new StringBuilder();
      for (JsonNode event : play.logEvents()) {
        String message = event.path("message").asText();
        if (message.startsWith("REPORT")) {
          reports.append(message);
        }
      }
      return reports.toString();
    }
  }

  @Test
  void callersWithDifferentWindows_setInOneAfterTheOther() throws Exception {
    try (Play play =
        Play.of(
            """
            functions:
              - {name: DelayFunction, duration: 1s}
              - {name: Other, duration: 1s}
            history:
              - {function: DelayFunction, window: 4h, rate: 0.1/s}
              - {function: Other, window: 1h, rate: 0.1/s}
            """)) {
      long hourAgo = Instant.now().minusSeconds(3600).toEpochMilli();
      JsonNode page =
          json(
              play.logs(
                  "FilterLogEvents",
                  "{\"logGroupName\":\"/aws/lambda/Other\",\"startTime\":%d,\"limit\":1}"
                      .formatted(hourAgo - 60_000)));
      assertThat(page.path("events").path(0).path("timestamp").asLong())
          .isGreaterThanOrEqualTo(hourAgo - 5_000);
      // 0.1 a second for 4 hours: 1440 expected, give or take four standard deviations of 38.
      assertThat(play.lines("REPORT")).isBetween(1290L, 1590L);
    }
  }

  @Test
  void anExecutionThatHistoryLeftRunning_stillHoldsItsSlot() throws Exception {
    // 10 slots and 10 calls a second of 60 s each: full for sure.
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 60s, timeout: 90s, reserved: 10}]
            history: [{function: DelayFunction, window: 5m, rate: 10/s, client: {id: boto3, maxAttempts: 1}}]
            """)) {
      assertThat(play.counts().inFlight()).isEqualTo(10);
      assertThat(play.invoke("{}").statusCode()).isEqualTo(429);
    }
  }

  private static double metric(Play play, String metric, String statistic) {
    JsonNode result =
        json(
            play.target(
                "GraniteServiceVersion20100801.GetMetricData",
                "application/x-amz-json-1.0",
                """
                {"StartTime":%d,"EndTime":%d,"MetricDataQueries":[{"Id":"m1","MetricStat":{"Metric":
                {"Namespace":"AWS/Lambda","MetricName":"%s","Dimensions":[{"Name":"FunctionName",
                "Value":"DelayFunction"}]},"Period":86400,"Stat":"%s"}}]}
                """
                    .formatted(
                        Instant.now().minusSeconds(90_000).getEpochSecond(),
                        Instant.now().plusSeconds(60).getEpochSecond(),
                        metric,
                        statistic)));
    var values =
        result
            .path("MetricDataResults")
            .path(0)
            .path("Values")
            .valueStream()
            .mapToDouble(JsonNode::asDouble);
    return statistic.equals("Sum") ? values.sum() : values.max().orElse(0);
  }
}
