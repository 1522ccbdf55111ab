package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.app.HttpApi;
import dev.unthrottle.client.ClientCatalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP API over HTTP, as {@code unthrottle serve} serves it. */
class LocalServerTest {

  private final Played played = new Played();
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    ClientCatalog catalog = ClientCatalog.bundled();
    HttpApi api =
        new HttpApi(
            (request, timeLeft) -> {
              throw new IllegalStateException("the secret of " + request.function());
            },
            catalog);
    server = LocalServer.start(api, 0, played.console());
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void aQuestion_isAnswered() throws Exception {
    HttpResponse<String> response = send("GET", "/clients/aws-cli@2.31.0", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(json(response).at("/client/effective/readTimeoutMs").intValue()).isEqualTo(60_000);
  }

  @Test
  void aHead_hasTheHeadersOfItsGet_andNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/clients", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aWrongMethod_is405_andNamesTheRightOnes() throws Exception {
    HttpResponse<String> response = send("DELETE", "/clients", "");
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
    isProblem(response, 405);
  }

  @Test
  void aWrongRequest_isAProblemDocument_withAllThatIsWrong() throws Exception {
    HttpResponse<String> response =
        send("POST", "/diagnoses", "{\"window\": 60, \"client\": {\"id\": \"boto\"}}");
    JsonNode problem = isProblem(response, 400);
    assertThat(problem.at("/problems"))
        .extracting(found -> found.at("/pointer").textValue())
        .containsExactlyInAnyOrder("/function", "/window", "/client/id");
  }

  @Test
  void whatNobodyExpected_is500_andStaysInTheTerminal() throws Exception {
    HttpResponse<String> response = send("POST", "/diagnoses", "{\"function\": \"f\"}");
    isProblem(response, 500);
    assertThat(response.body()).doesNotContain("secret");
    assertThat(played.err()).contains("IllegalStateException: the secret of f");
  }

  /** A page on the web can send its visitor's browser to 127.0.0.1, but not with this Host. */
  @Test
  void anotherHost_isRefused() throws Exception {
    assertThat(rawStatus("Host: evil.example:" + server.address().getPort())).isEqualTo(421);
    assertThat(rawStatus("Host: 127.0.0.1.evil.example")).isEqualTo(421);
    assertThat(rawStatus("X-No-Host: 1")).isEqualTo(421);
    assertThat(rawStatus("Host: localhost:" + server.address().getPort())).isEqualTo(200);
    assertThat(rawStatus("Host: 127.0.0.1")).isEqualTo(200);
  }

  /** The JDK's client doesn't let one choose the Host, so this speaks for itself. */
  private int rawStatus(String header) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String request = "GET /clients HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).substring(0, 3));
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static JsonNode isProblem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.at("/status").intValue()).isEqualTo(status);
    return problem;
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}
