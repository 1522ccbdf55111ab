package dev.unthrottle.app.lambda;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.LocalDynamoDb;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API and the worker from the Lambda zip, each in a runtime of its own, with a table and a
 * queue between them as in the template: 202, progress, and then the answer.
 */
@ExtendWith(TestCredentials.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedWorkerTest {

  private static final String WORKER = "unthrottle-worker";
  private static final Duration API_TIMEOUT = Duration.ofSeconds(29);

  /** More than a gateway has: a probe is begun that may take longer than that. */
  private static final Duration DIRECT_TIMEOUT = Duration.ofSeconds(60);

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 1500ms}
        - {name: Quick, timeout: 1s, reserved: 1, duration: 50ms}
      logs: {delay: 100ms}
      """;

  private static final String DENIED =
      """
      faults:
        - {api: "lambda:Invoke", error: AccessDeniedException, status: 403}
      """;

  private static final String PROVE =
      """
      {"function": "DelayFunction",
       "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "300ms", "maxAttempts": 2},
       "probe": {"plan": "prove", "allowExclusive": true, "payload": {"name": "Mystique"}}}
      """;

  private static final String MEASURE =
      """
      {"function": "Quick", "client": {"id": "boto3"},
       "probe": {"plan": "measure", "allowExclusive": true}}
      """;

  private Sandbox sandbox;
  private Sandbox forbidding;
  private LocalDynamoDb dynamoDb;
  private PackagedRuntime worker;
  private PackagedRuntime api;
  private PackagedRuntime direct;
  private WorkerQueue queue;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    LambdaZip.unzip(folder);
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "worker.yaml"), 0, Clock.systemUTC(), 1);
    forbidding =
        Sandbox.start(Scenario.parse(SCENARIO + DENIED, "denied.yaml"), 0, Clock.systemUTC(), 1);
    dynamoDb = LocalDynamoDb.start();
    worker = runtime(folder, "WorkerHandler", withTable(sandbox));
    queue = new WorkerQueue(WORKER, worker);
    Map<String, String> ofApi = withTable(sandbox);
    ofApi.put("UNTHROTTLE_WORKER", WORKER);
    ofApi.put("AWS_ENDPOINT_URL_LAMBDA", queue.endpoint().toString());
    api = runtime(folder, "ApiHandler", ofApi);
    direct = runtime(folder, "DirectHandler", withTable(forbidding));
  }

  private static PackagedRuntime runtime(
      Path folder, String handler, Map<String, String> environment) throws Exception {
    return new PackagedRuntime(folder, "dev.unthrottle.app.lambda." + handler, environment)
        .awaitReady();
  }

  /** What the template sets. */
  private Map<String, String> withTable(Sandbox aws) {
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    environment.put("UNTHROTTLE_TABLE", LocalDynamoDb.TABLE);
    environment.put("UNTHROTTLE_PROBE_TAG", "unthrottle=allow");
    return environment;
  }

  @AfterAll
  void stop() throws IOException {
    api.close();
    direct.close();
    queue.close();
    worker.close();
    dynamoDb.close();
    forbidding.close();
    sandbox.close();
  }

  @Test
  void aProbe_isAccepted_madeByTheWorker_seenInProgress_andAnswered_once() throws Exception {
    JsonNode accepted = ask("POST", "/diagnoses", PROVE);
    assertThat(accepted.at("/statusCode").intValue()).isEqualTo(202);
    assertThat(accepted.at("/headers/retry-after").asInt()).isPositive();
    String location = accepted.at("/headers/location").textValue();

    boolean progressed = false;
    JsonNode answer = body(accepted);
    Instant limit = Instant.now().plusSeconds(60);
    while ("running".equals(answer.at("/status").textValue())) {
      assertThat(Instant.now()).as("%s", answer).isBefore(limit);
      progressed |= !answer.at("/progress").isEmpty();
      Thread.sleep(200);
      answer = body(ask("GET", location, ""));
    }
    assertThat(progressed).isTrue();
    assertThat(answer.at("/status").textValue()).as("%s", answer).isEqualTo("completed");
    assertThat(answer.at("/verdict/cause").textValue()).isEqualTo("client-timeout-self-collision");
    assertThat(answer.at("/verdict/certainty").textValue()).isEqualTo("proven");
    int invocations = answer.at("/sideEffects/invocations").intValue();
    assertThat(invocations).isPositive();

    // The second delivery of the same event finds nothing to do.
    while (queue.delivered().size() < 2) {
      assertThat(Instant.now()).as("deliveries of the event").isBefore(limit);
      Thread.sleep(50);
    }
    assertThat(queue.delivered().getFirst())
        .isEqualTo(queue.delivered().getLast())
        .doesNotContain("Mystique");
    assertThat(sandbox.counts("DelayFunction").executions()).isEqualTo(invocations);
    assertThat(body(ask("GET", location, ""))).isEqualTo(answer);
    assertThat(worker.log()).doesNotContain("Mystique");
  }

  @Test
  void aForbiddenProbe_namesTheTag_thatTheTemplateSets() throws Exception {
    JsonNode answer = new ObjectMapper().readTree(direct.invoke(MEASURE, DIRECT_TIMEOUT));
    assertThat(answer.at("/status").textValue()).as("%s", answer).isEqualTo("completed");
    assertThat(answer.at("/probe/stoppedBecause").textValue())
        .contains("only functions that have the tag unthrottle=allow");
    assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
    // It is kept like any other, so that the API can show it again.
    String location = "/diagnoses/" + answer.at("/id").textValue();
    assertThat(body(ask("GET", location, ""))).isEqualTo(answer);
  }

  private JsonNode ask(String method, String path, String body) throws Exception {
    ObjectNode event = instance.objectNode().put("version", "2.0").put("rawPath", path);
    event
        .putObject("headers")
        .put("content-type", "application/json")
        .put("prefer", "respond-async");
    event
        .putObject("requestContext")
        .put("stage", "$default")
        .putObject("http")
        .put("method", method);
    event.put("body", body).put("isBase64Encoded", false);
    return new ObjectMapper().readTree(api.invoke(event.toString(), API_TIMEOUT));
  }

  private static JsonNode body(JsonNode response) throws IOException {
    return new ObjectMapper().readTree(response.at("/body").textValue());
  }
}
