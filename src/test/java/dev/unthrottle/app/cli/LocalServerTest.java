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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP API over HTTP, as {@code unthrottle serve} serves it. */
class LocalServerTest {

  /** A module, a style or a picture that a page or a module names. */
  private static final Pattern NAMED =
      Pattern.compile("[\"'](?:console|\\.)/([a-z-]+\\.\\w+)[\"']");

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

  @Test
  void theConsole_mayOnlyDoWhatItsPolicyNames() throws Exception {
    HttpResponse<String> page = send("GET", "/", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<!DOCTYPE html>");
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
  }

  /** A page that names something which isn't there would only fail in a browser. */
  @Test
  void everythingThatTheConsoleNames_isThere_withItsMediaType() throws Exception {
    Map<String, String> mediaTypes =
        Map.of(
            "js",
            "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "svg",
            "image/svg+xml");
    Deque<String> toLookAt = new ArrayDeque<>(List.of("/"));
    Set<String> seen = new HashSet<>();
    while (!toLookAt.isEmpty()) {
      String path = toLookAt.pop();
      HttpResponse<String> file = send("GET", path, "");
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(file.body()).as(path).doesNotContain("style=\"", "innerHTML", "https://", "eval(");
      if (!path.equals("/")) {
        assertThat(file.headers().firstValue("content-type"))
            .contains(mediaTypes.get(path.substring(path.lastIndexOf('.') + 1)));
      }
      NAMED
          .matcher(file.body())
          .results()
          .map(it -> "/console/" + it.group(1))
          .filter(seen::add)
          .forEach(toLookAt::push);
    }
    assertThat(seen).contains("/console/console.js", "/console/timeline.css", "/console/api.js");
  }

  @Test
  void whatTheBrowserHasAlready_isNotSentAgain() throws Exception {
    for (String path : List.of("/", "/console/console.js", "/console/console.css")) {
      HttpResponse<String> first = send("GET", path, "");
      String tag = first.headers().firstValue("etag").orElseThrow();
      assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
      HttpResponse<String> again = send("GET", path, "", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("etag")).contains(tag);
      assertThat(send("GET", path, "", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
      HttpResponse<String> head = send("HEAD", path, "");
      assertThat(head.headers().firstValue("etag")).contains(tag);
      assertThat(head.body()).isEmpty();
    }
  }

  /**
   * A page on the web may send its visitor's browser here, which then names the page. A link to
   * here is another matter: it only opens a page.
   */
  @Test
  void anotherSite_isRefused() throws Exception {
    String own = server.address().toString();
    assertThat(explained("Origin", own)).isEqualTo(200);
    assertThat(explained("Sec-Fetch-Site", "same-origin")).isEqualTo(200);
    assertThat(explained("Origin", "https://evil.example")).isEqualTo(403);
    assertThat(explained("Origin", "null")).isEqualTo(403);
    assertThat(explained("Origin", "http://127.0.0.1:1")).isEqualTo(403);
    assertThat(explained("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(explained("Sec-Fetch-Site", "same-site")).isEqualTo(403);
    assertThat(
            explained(
                "Sec-Fetch-Site",
                "cross-site",
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Dest",
                "document"))
        .isEqualTo(403);
    JsonNode problem =
        isProblem(
            send("POST", "/explanations", "{\"error\": \"x\"}", "Origin", "https://evil.example"),
            403);
    assertThat(problem.at("/type").textValue()).isEqualTo("urn:problem:unthrottle:cross-site");
    assertThat(problem.at("/detail").textValue())
        .isEqualTo(
            "Only pages that this server sent may ask it in a browser, not https://evil.example.");

    assertThat(send("GET", "/clients", "", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(
            send(
                    "GET",
                    "/",
                    "",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            send(
                    "GET",
                    "/",
                    "",
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "iframe")
                .statusCode())
        .isEqualTo(403);
  }

  private int explained(String... headers) throws Exception {
    return send("POST", "/explanations", "{\"error\": \"Rate Exceeded.\"}", headers).statusCode();
  }

  /** What a form of another site could send without asking first isn't JSON. */
  @Test
  void whatAFormSends_isRefused() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      HttpRequest form =
          HttpRequest.newBuilder(server.address().resolve("/diagnoses"))
              .POST(BodyPublishers.ofString("{\"function\": \"f\"}"))
              .header("Content-Type", type)
              .build();
      isProblem(http.send(form, BodyHandlers.ofString()), 415);
    }
    assertThat(send("OPTIONS", "/diagnoses", "", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aQuery_isDecoded() throws Exception {
    HttpResponse<String> response =
        send(
            "GET",
            "/clients/js-v3@3.1164.0?requestHandler.requestTimeout=3000&%40smithy%2Fcore=3.41.0",
            "");
    JsonNode client = json(response).at("/client");
    assertThat(client.at("/variant").textValue()).isEqualTo("js-v3-standard-2026");
    assertThat(client.at("/warnings/0").textValue())
        .startsWith("requestHandler.requestTimeout is ignored");
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

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
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
