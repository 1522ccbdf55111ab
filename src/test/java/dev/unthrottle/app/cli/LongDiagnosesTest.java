package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.app.ConsoleFiles;
import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.HttpApi;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Diagnoses that outlast their askers' wait, over HTTP, as {@code unthrottle serve} makes them: a
 * function with one slot, and a client that hangs up half-way.
 */
@ExtendWith(TestCredentials.class)
@Execution(
    ExecutionMode.CONCURRENT) // It waits for a minute and more, and others may work meanwhile.
class LongDiagnosesTest {

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: Quick, timeout: 1s, reserved: 1, duration: 100ms}
        - {name: TwoSeconds, timeout: 3s, reserved: 1, duration: 2s}
        - {name: FortySeconds, timeout: 60s, reserved: 1, duration: 40s}
      logs: {delay: 100ms}
      """;

  private static final String PROVE = request("TwoSeconds", "1s", "prove");
  private static final String MEASURE = request("Quick", "1s", "measure");

  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private Diagnoses diagnoses;
  private LocalWorkers workers;
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    ClientCatalog catalog = ClientCatalog.bundled();
    var console = new Played().console();
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "long.yaml"), 0, clock, 1);
    var target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    diagnoses = new Diagnoses(target, catalog, clock, true, ProbeListener.SILENT);
    workers = new LocalWorkers(diagnoses, catalog, clock, console);
    server =
        LocalServer.start(
            new HttpApi(diagnoses::make, workers.longDiagnoses(), catalog, ConsoleFiles.SERVED),
            0,
            console);
  }

  @AfterEach
  void stop() {
    server.close();
    workers.close();
    diagnoses.close();
    sandbox.close();
    http.close();
  }

  @Test
  void whoDoesntWant_doesntWait_andSeesTheProgress_andThenTheProof() throws Exception {
    HttpResponse<String> accepted = post(PROVE, "Prefer", "respond-async");
    assertThat(accepted.headers().firstValue("preference-applied")).contains("respond-async");
    URI location = isAccepted(accepted);

    JsonNode running = await(location, answer -> !answer.at("/progress").isEmpty());
    assertThat(running.at("/status").textValue()).isEqualTo("running");
    assertThat(running.at("/progress/0/step").textValue()).isEqualTo("measure");

    isProven("TwoSeconds", await(location, LongDiagnosesTest::hasEnded));
    HttpResponse<String> page = get(location, "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("client-timeout");
  }

  /** 40 s of work outlast the 25 s that a gateway leaves. */
  @Tag("conformance")
  @Test
  void fortySeconds_areProven_behindAGateway() throws Exception {
    Instant asked = Instant.now();
    URI location = isAccepted(post(request("FortySeconds", "20s", "reproduce")));
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(29));

    JsonNode running = await(location, answer -> answer.at("/progress").size() > 1);
    assertThat(running.at("/status").textValue()).isEqualTo("running");
    isProven("FortySeconds", await(location, LongDiagnosesTest::hasEnded));
  }

  @Test
  void whatCanBeMadeInTime_isAnsweredAtOnce() throws Exception {
    HttpResponse<String> response = post(MEASURE, "Prefer", "wait=20");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("preference-applied")).contains("wait=20");
    JsonNode answer = json(response);
    assertThat(answer.at("/status").textValue()).isEqualTo("completed");
    URI location = URI.create(response.headers().firstValue("content-location").orElseThrow());
    assertThat(location.getPath()).isEqualTo("/diagnoses/" + answer.at("/id").textValue());
    assertThat(json(get(location, "application/json"))).isEqualTo(answer);
  }

  @Test
  void oneKey_isOneProbe_howeverOftenItIsSent() throws Exception {
    String key = "7d1c3a";
    List<CompletableFuture<HttpResponse<String>>> sent =
        List.of(postAsync(MEASURE, key), postAsync(MEASURE, key), postAsync(MEASURE, key));
    for (var one : sent) {
      assertThat(one.get().statusCode()).isEqualTo(200);
      assertThat(json(one.get())).isEqualTo(json(sent.getFirst().get()));
    }
    assertThat(json(post(MEASURE, "Idempotency-Key", key))).isEqualTo(json(sent.getFirst().get()));
    assertThat(sandbox.counts("Quick").executions()).isEqualTo(3); // a measurement has three

    HttpResponse<String> other = post(PROVE, "Idempotency-Key", key);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).at("/type").textValue()).isEqualTo("urn:problem:unthrottle:key-reused");
    assertThat(sandbox.counts("Quick").executions()).isEqualTo(3);
  }

  @Test
  void aKeyThatCantBeOne_isRefused() throws Exception {
    assertThat(post(MEASURE, "Idempotency-Key", "two words").statusCode()).isEqualTo(400);
    assertThat(post(MEASURE, "Idempotency-Key", "k".repeat(256)).statusCode()).isEqualTo(400);
    assertThat(sandbox.counts("Quick").executions()).isZero();
  }

  @Test
  void aFailure_isKept_withWhatItDid() throws Exception {
    String request = request("NoSuchFunction", "1s", "measure");
    HttpResponse<String> response = post(request);
    assertThat(response.statusCode()).isEqualTo(404);
    JsonNode problem = json(response);
    assertThat(problem.at("/type").textValue())
        .isEqualTo("urn:problem:unthrottle:no-such-function");
    assertThat(problem.at("/sideEffects/invocations").intValue()).isZero();
    assertThat(problem.at("/sideEffects/awsCalls").intValue()).isPositive();

    String location = response.headers().firstValue("content-location").orElseThrow();
    JsonNode kept = json(get(URI.create(location), "application/json"));
    assertThat(kept.at("/status").textValue()).isEqualTo("failed");
    assertThat(kept.at("/problem/status").intValue()).isEqualTo(404);
  }

  @Test
  void whatIsUnknown_is404() throws Exception {
    for (String id : List.of("nonsense", "019b0000-0000-7000-8000-000000000000")) {
      HttpResponse<String> response = get(URI.create("/diagnoses/" + id), "application/json");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response).at("/type").textValue())
          .isEqualTo("urn:problem:unthrottle:no-such-diagnosis");
    }
  }

  private static String request(String function, String readTimeout, String plan) {
    return """
    {"function": "%s",
     "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "%s", "maxAttempts": 2},
     "probe": {"plan": "%s", "allowExclusive": true, "payload": {"name": "Mystique"}}}
    """
        .formatted(function, readTimeout, plan);
  }

  private static URI isAccepted(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
    assertThat(json(response).at("/status").textValue()).isEqualTo("running");
    assertThat(response.body()).doesNotContain("Mystique");
    return URI.create(response.headers().firstValue("location").orElseThrow());
  }

  private static boolean hasEnded(JsonNode answer) {
    return !"running".equals(answer.at("/status").textValue());
  }

  private void isProven(String function, JsonNode answer) {
    assertThat(answer.at("/status").textValue()).as("%s", answer).isEqualTo("completed");
    assertThat(answer.at("/verdict/certainty").textValue()).as("%s", answer).isEqualTo("proven");
    assertThat(sandbox.counts(function).executions())
        .isEqualTo(answer.at("/sideEffects/invocations").intValue());
    assertThat(answer.toString()).doesNotContain("Mystique");
  }

  /** Asks again, a little later each time, until the answer is as it should be. */
  private JsonNode await(URI location, Predicate<JsonNode> condition) throws Exception {
    Instant limit = Instant.now().plusSeconds(240);
    JsonNode answer = json(get(location, "application/json"));
    while (!condition.test(answer)) {
      assertThat(Instant.now()).as("%s", answer).isBefore(limit);
      Thread.sleep(100);
      answer = json(get(location, "application/json"));
    }
    return answer;
  }

  private HttpResponse<String> get(URI location, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.address().resolve(location)).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    return http.send(posting(body, headers), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> postAsync(String body, String key) {
    return http.sendAsync(posting(body, "Idempotency-Key", key), BodyHandlers.ofString());
  }

  private HttpRequest posting(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve("/diagnoses"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}
