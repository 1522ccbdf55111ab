package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A running sandbox, and plain HTTP requests to it. */
final class Play implements AutoCloseable {

  static final String DELAY_FUNCTION = "/2015-03-31/functions/DelayFunction";
  static final String INVOCATIONS = DELAY_FUNCTION + "/invocations";
  static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=AKIA/20261122/us-east-1/lambda/aws4_request";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Play(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Plays a scenario that is given as YAML without its truth, which no mechanics read. */
  static Play of(String yaml) throws IOException {
    Scenario scenario = Scenario.parse("truth: none-found\n" + yaml, "test.yaml");
    return new Play(Sandbox.start(scenario, 0, Clock.systemUTC(), 42));
  }

  /** One function, {@code DelayFunction}, with these settings in YAML's flow style. */
  static Play function(String settings) throws IOException {
    return of("functions:\n  - {name: DelayFunction, %s}\n".formatted(settings));
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path))
        .header("Authorization", AUTHORIZATION);
  }

  HttpResponse<String> get(String path) {
    return send(to(path).build());
  }

  HttpResponse<String> invoke(String payload) {
    return send(to(INVOCATIONS).POST(BodyPublishers.ofString(payload)).build());
  }

  HttpResponse<String> invoke(String payload, String header, String value) {
    return send(
        to(INVOCATIONS).header(header, value).POST(BodyPublishers.ofString(payload)).build());
  }

  CompletableFuture<HttpResponse<String>> invokeInBackground() {
    return http.sendAsync(
        to(INVOCATIONS).POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, String body) {
    return send(to(path).PUT(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> logs(String operation, String input) {
    return target("Logs_20140328." + operation, "application/x-amz-json-1.1", input);
  }

  HttpResponse<String> target(String target, String contentType, String input) {
    return send(
        to("/")
            .header("X-Amz-Target", target)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(input))
            .build());
  }

  HttpResponse<String> form(String form) {
    return send(
        to("/")
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Counts counts() {
    return sandbox.counts("DelayFunction");
  }

  /** The log lines that FilterLogEvents finds, all pages of them. */
  JsonNode logEvents() {
    var events = JSON.createArrayNode();
    String token = "";
    do {
      String next = token.isEmpty() ? "" : ",\"nextToken\":\"%s\"".formatted(token);
      JsonNode page =
          json(
              logs(
                  "FilterLogEvents",
                  "{\"logGroupName\":\"/aws/lambda/DelayFunction\"%s}".formatted(next)));
      page.path("events").forEach(events::add);
      token = page.path("nextToken").asText("");
    } while (!token.isEmpty());
    return events;
  }

  /** How many log lines of DelayFunction begin so. */
  long lines(String start) {
    return logEvents()
        .valueStream()
        .filter(event -> event.path("message").asText().startsWith(start))
        .count();
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("(none)");
  }

  /** Waits for a condition that must come true soon. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("Not within %s: %s".formatted(PATIENCE, what));
      }
      Thread.sleep(Duration.ofMillis(10));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    sandbox.close();
  }
}
