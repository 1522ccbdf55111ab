package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.header;
import static dev.unthrottle.sandbox.Play.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudWatch Logs over one cold and two warm executions: ten events in one stream. */
class LogsWireTest {

  private static final String GROUP = "\"logGroupName\":\"/aws/lambda/DelayFunction\"";

  private static Play play;

  @BeforeAll
  static void executeThreeTimes() throws Exception {
    play = Play.function("duration: 20ms, coldStart: 5ms");
    for (int i = 0; i < 3; i++) {
      play.invoke("{}");
    }
    // INIT_START once, then START, END and REPORT three times.
    Play.await("all is written", () -> play.logEvents().size() == 10);
  }

  @AfterAll
  static void close() {
    play.close();
  }

  @Test
  void aSearch_returnsEventsInTheOrderOfTheirTimes() {
    HttpResponse<String> response =
        play.logs("FilterLogEvents", "{%s,\"startTime\":%d}".formatted(GROUP, recently()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/x-amz-json-1.1");
    JsonNode page = json(response);
    assertThat(page.path("searchedLogStreams")).isEmpty();
    assertThat(page.has("nextToken")).isFalse();
    JsonNode events = page.path("events");
    assertThat(events).hasSize(10);
    assertThat(events.valueStream().map(event -> event.path("timestamp").asLong()).toList())
        .isSorted();
    assertThat(events.path(0).propertyStream().map(java.util.Map.Entry::getKey))
        .containsExactly("logStreamName", "timestamp", "message", "ingestionTime", "eventId");
  }

  @Test
  void aSearchThatBeginsLongBefore_beginsWithAnEmptyPage() {
    JsonNode first = json(play.logs("FilterLogEvents", "{%s}".formatted(GROUP)));

    assertThat(first.path("events")).isEmpty();
    assertThat(first.path("nextToken").asText()).isNotEmpty();
    assertThat(play.logEvents()).hasSize(10);
  }

  @Test
  void aPage_endsAtTheLimitAndTheTokenGoesOn() {
    JsonNode first =
        json(
            play.logs(
                "FilterLogEvents",
                "{%s,\"startTime\":%d,\"limit\":7}".formatted(GROUP, recently())));
    JsonNode second =
        json(
            play.logs(
                "FilterLogEvents",
                "{%s,\"startTime\":%d,\"limit\":7,\"nextToken\":\"%s\"}"
                    .formatted(GROUP, recently(), first.path("nextToken").asText())));

    // 10 events in pages of 7: 7 and 3.
    assertThat(first.path("events")).hasSize(7);
    assertThat(second.path("events")).hasSize(3);
    assertThat(second.has("nextToken")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "REPORT | 3",
        "\\\"REPORT RequestId\\\" | 3",
        "?START ?REPORT | 7",
        "Duration Init | 1",
        "RequestId -Init | 8",
        "report | 0"
      })
  void termsOfAFilterPattern_areFound(String pattern, int events) {
    JsonNode page =
        json(
            play.logs(
                "FilterLogEvents",
                "{%s,\"startTime\":%d,\"filterPattern\":\"%s\"}"
                    .formatted(GROUP, recently(), pattern)));

    // ?START also finds INIT_START: 1 + 3 START + 3 REPORT. "Duration Init" is in the cold REPORT.
    assertThat(page.path("events")).hasSize(events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ $.type = x } | JSON patterns { }",
        "[a, b] | space-delimited patterns [ ]",
        "%REPORT.*% | regular expressions % %",
        "REPORT a/b | terms that are neither quoted nor alphanumeric"
      })
  void otherFilterPatterns_areRefusedByName(String pattern, String kind) {
    HttpResponse<String> response =
        play.logs("FilterLogEvents", "{%s,\"filterPattern\":\"%s\"}".formatted(GROUP, pattern));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("__type").asText()).isEqualTo("InvalidParameterException");
    assertThat(json(response).path("message").asText())
        .startsWith("Invalid filter pattern: %s are not supported here.".formatted(kind));
  }

  @Test
  void aBadToken_isRefused() {
    HttpResponse<String> response =
        play.logs("FilterLogEvents", "{%s,\"nextToken\":\"nonsense\"}".formatted(GROUP));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"__type\":\"InvalidParameterException\",\"message\":\"The specified nextToken is invalid.\"}");
  }

  @Test
  void streamsAndGroups_areDescribed() {
    JsonNode groups =
        json(play.logs("DescribeLogGroups", "{\"logGroupNamePrefix\":\"/aws/lambda/Delay\"}"));
    assertThat(groups.path("logGroups")).hasSize(1);
    assertThat(groups.path("logGroups").path(0).path("logGroupClass").asText())
        .isEqualTo("STANDARD");
    assertThat(groups.path("logGroups").path(0).path("arn").asText())
        .isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/DelayFunction:*");
    assertThat(
            json(play.logs("DescribeLogGroups", "{\"logGroupNamePrefix\":\"/other\"}"))
                .path("logGroups"))
        .isEmpty();
    assertThat(stream()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
  }

  @Test
  void aStream_isPagedForwardsToItsEnd_whereTheTokenStays() {
    JsonNode first = getLogEvents("\"startFromHead\":true,\"limit\":6");
    JsonNode second = getLogEvents(token(first, "nextForwardToken") + ",\"limit\":6");
    JsonNode third = getLogEvents(token(second, "nextForwardToken") + ",\"limit\":6");

    // 10 events in pages of 6: 6, 4, 0.
    assertThat(List.of(first, second, third))
        .extracting(page -> page.path("events").size())
        .containsExactly(6, 4, 0);
    assertThat(third.path("nextForwardToken")).isEqualTo(second.path("nextForwardToken"));
  }

  @Test
  void aStream_isPagedBackwardsFromItsEnd() {
    JsonNode last = getLogEvents("\"limit\":4");
    JsonNode before = getLogEvents(token(last, "nextBackwardToken"));
    JsonNode nothing = getLogEvents(token(before, "nextBackwardToken"));

    assertThat(last.path("events")).hasSize(4);
    assertThat(last.path("events").path(3).path("message").asText()).startsWith("REPORT");
    assertThat(before.path("events")).hasSize(6);
    assertThat(before.path("events").path(0).path("message").asText()).startsWith("INIT_START");
    assertThat(nothing.path("events")).isEmpty();
    assertThat(nothing.path("nextBackwardToken")).isEqualTo(before.path("nextBackwardToken"));
  }

  @Test
  void anUnknownOperation_hasTheFormOfItsProtocol() {
    HttpResponse<String> response = play.logs("StartTelepathy", "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("__type").asText()).isEqualTo("UnknownOperationException");
  }

  @Test
  void lines_areFoundAfterTheDelayAlone() throws Exception {
    try (Play slow =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 1ms}]
            logs: {delay: 1s}
            """)) {
      slow.invoke("{}");
      assertThat(slow.logEvents()).isEmpty();
      Play.await("the lines are found", () -> slow.logEvents().size() == 3);
      JsonNode event = slow.logEvents().path(0);
      assertThat(event.path("ingestionTime").asLong() - event.path("timestamp").asLong())
          .isEqualTo(1000);
    }
  }

  private static String stream() {
    return json(play.logs("DescribeLogStreams", "{%s}".formatted(GROUP)))
        .path("logStreams")
        .path(0)
        .path("logStreamName")
        .asText();
  }

  private static JsonNode getLogEvents(String more) {
    return json(
        play.logs(
            "GetLogEvents", "{%s,\"logStreamName\":\"%s\",%s}".formatted(GROUP, stream(), more)));
  }

  private static String token(JsonNode page, String name) {
    return "\"nextToken\":\"%s\"".formatted(page.path(name).asText());
  }

  private static long recently() {
    return Instant.now().minusSeconds(600).toEpochMilli();
  }
}
