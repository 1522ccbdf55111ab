package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an execution holds, and for how long. */
class SlotTest {

  @Test
  void aCallerThatHangsUp_doesNotFreeTheSlot() throws Exception {
    try (Play play = Play.function("duration: 2s, reserved: 1")) {
      hangUpAfterSending(play);
      Play.await("the execution has begun", () -> play.counts().inFlight() == 1);

      HttpResponse<String> retry = play.invoke("{}");
      assertThat(retry.statusCode()).isEqualTo(429);
      assertThat(play.counts()).isEqualTo(new Counts(1, 1, 1, 1));

      Play.await("the execution has ended", () -> play.counts().inFlight() == 0);
      assertThat(play.invoke("{}").statusCode()).isEqualTo(200);
      // Two executions, and no line about the one that was refused.
      Play.await("both reports are written", () -> play.lines("REPORT") == 2);
      assertThat(play.lines("START")).isEqualTo(2);
      assertThat(play.lines("END")).isEqualTo(2);
      assertThat(play.logEvents()).hasSize(6);
    }
  }

  private static void hangUpAfterSending(Play play) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), play.sandbox.endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      String request =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(Play.INVOCATIONS, Play.AUTHORIZATION);
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      Play.await("the request was read", () -> play.counts().executions() == 1);
    }
  }

  @Test
  void refusedCalls_leaveNoLogLine() throws Exception {
    try (Play play = Play.function("duration: 1s, reserved: 0")) {
      for (int i = 0; i < 3; i++) {
        assertThat(play.invoke("{}").statusCode()).isEqualTo(429);
      }

      assertThat(play.counts()).isEqualTo(new Counts(0, 3, 0, 0));
      // Nothing ever ran, so nothing made the log group.
      HttpResponse<String> logs =
          play.logs("FilterLogEvents", "{\"logGroupName\":\"/aws/lambda/DelayFunction\"}");
      assertThat(logs.statusCode()).isEqualTo(400);
      assertThat(logs.body())
          .isEqualTo(
              "{\"__type\":\"ResourceNotFoundException\","
                  + "\"message\":\"The specified log group does not exist.\"}");
    }
  }

  @Test
  void twoAtOnce_takeTwoEnvironments_andTheNextIsWarm() throws Exception {
    try (Play play = Play.function("duration: 400ms, coldStart: 100ms")) {
      var first = play.invokeInBackground();
      Play.await("the first runs", () -> play.counts().inFlight() == 1);
      var second = play.invokeInBackground();
      first.join();
      second.join();
      play.invoke("{}");

      assertThat(play.counts()).isEqualTo(new Counts(3, 0, 0, 2));
      // Two cold starts in two log streams; the third execution reuses one of them.
      Play.await("three reports", () -> play.lines("REPORT") == 3);
      assertThat(play.lines("INIT_START")).isEqualTo(2);
      assertThat(
              play.logEvents()
                  .valueStream()
                  .map(event -> event.path("logStreamName").asText())
                  .distinct())
          .hasSize(2)
          .allMatch(stream -> stream.matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}"));
    }
  }

  @Test
  void jsonLogs_areThePlatformEventsOfLevelInfo() throws Exception {
    try (Play play = Play.function("duration: 3s, timeout: 1s, coldStart: 10ms, logFormat: json")) {
      play.invoke("{}");
      Play.await("the report is written", () -> play.logEvents().size() == 4);

      // A success would leave runtimeDone out: at INFO it is written only for what isn't one.
      assertThat(
              play.logEvents()
                  .valueStream()
                  .map(event -> event.path("message").asText())
                  .map(message -> message.replaceAll(".*\"type\":\"([a-zA-Z.]+)\".*\n", "$1")))
          .containsExactly(
              "platform.initStart", "platform.start", "platform.runtimeDone", "platform.report");
      // Billed: the timeout of 1 s and the cold start of 10 ms.
      assertThat(play.logEvents().path(3).path("message").asText())
          .contains("\"durationMs\":1000.0,\"billedDurationMs\":1010")
          .contains("\"initDurationMs\":10.0}")
          .contains("\"status\":\"timeout\"");
    }
  }
}
