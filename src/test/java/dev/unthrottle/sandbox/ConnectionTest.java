package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's connections do, below what HTTP clients show. */
class ConnectionTest {

  @ParameterizedTest
  @CsvSource({"DryRun, 204", "Event, 202", "RequestResponse, 200"})
  void aConnection_isKeptAfterEachKindOfAnswer(String invocationType, int status)
      throws IOException {
    try (Play play = Play.function("duration: 1ms");
        Socket socket = connect(play);
        BufferedReader in = reader(socket)) {
      for (int i = 0; i < 3; i++) {
        send(socket, "X-Amz-Invocation-Type: " + invocationType);
        assertThat(in.readLine()).startsWith("HTTP/1.1 " + status);
        skipBody(in);
      }
    }
  }

  @Test
  void manyRequests_areNotDelayedByEachOther() throws IOException {
    try (Play play = Play.function("duration: 1ms");
        Socket socket = connect(play);
        BufferedReader in = reader(socket)) {
      long start = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        send(socket, "X-Amz-Invocation-Type: RequestResponse");
        assertThat(in.readLine()).startsWith("HTTP/1.1 200");
        skipBody(in);
      }
      // Without TCP_NODELAY each answer waits 40 ms for a delayed ACK: 50 of them, 2 s.
      assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
    }
  }

  private static Socket connect(Play play) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), play.sandbox.endpoint().getPort());
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void send(Socket socket, String header) throws IOException {
    String request =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\n%s\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(Play.INVOCATIONS, Play.AUTHORIZATION, header);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static void skipBody(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    for (int i = 0; i < length; i++) {
      int _ = in.read();
    }
  }
}
