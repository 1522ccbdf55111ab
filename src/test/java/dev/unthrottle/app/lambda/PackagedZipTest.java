package dev.unthrottle.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.app.LongDiagnoses;
import dev.unthrottle.aws.LocalDynamoDb;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Lambda zip as it would be deployed, in the real runtime, in front of a sandbox. */
@ExtendWith(TestCredentials.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedZipTest {

  private static final Path EVENTS = Path.of("events");
  private static final long LARGEST_ZIP = 15_000_000;
  private static final Duration API_TIMEOUT = Duration.ofSeconds(29);

  /** What each event is answered with; the API's events have a status beside it. */
  private static final Map<String, Consumer<JsonNode>> EXPECTED =
      Map.ofEntries(
          Map.entry("direct-diagnose.json", PackagedZipTest::isDiagnosis),
          Map.entry("direct-probe.json", PackagedZipTest::isPlanOnly),
          Map.entry("api-diagnose.json", answer -> isDiagnosis(ok(answer))),
          Map.entry("api-diagnose-html.json", PackagedZipTest::isPage),
          Map.entry("api-diagnose-wrong.json", PackagedZipTest::listsEveryProblem),
          Map.entry("api-probe-too-long.json", PackagedZipTest::refusesTheProbe),
          Map.entry("api-diagnose-async.json", PackagedZipTest::keepsNothing),
          Map.entry("api-diagnosis.json", PackagedZipTest::keepsNothing),
          Map.entry("worker.json", PackagedZipTest::isNothing),
          Map.entry("api-simulate.json", PackagedZipTest::isSimulation),
          Map.entry("api-explain.json", PackagedZipTest::isExplanation),
          Map.entry("api-console.json", PackagedZipTest::isConsole),
          Map.entry("api-clients.json", answer -> hasSome(ok(answer), "/clients")),
          Map.entry("api-client.json", answer -> hasSome(ok(answer), "/client/effective")),
          Map.entry("api-openapi.json", answer -> hasSome(ok(answer), "/paths")));

  private Sandbox sandbox;
  private PackagedRuntime api;
  private PackagedRuntime direct;
  private PackagedRuntime worker;
  private LocalDynamoDb dynamoDb;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    LambdaZip.unzip(folder);
    sandbox =
        Sandbox.start(
            Scenario.load(Path.of("scenarios", "reserved-one.yaml")), 0, Clock.systemUTC(), 1);
    String handlers = "dev.unthrottle.app.lambda.";
    Map<String, String> withConsole = new HashMap<>(sandbox.environment());
    withConsole.put("UNTHROTTLE_CONSOLE", "serve");
    api = new PackagedRuntime(folder, handlers + "ApiHandler", withConsole).awaitReady();
    direct =
        new PackagedRuntime(folder, handlers + "DirectHandler", sandbox.environment()).awaitReady();
    dynamoDb = LocalDynamoDb.start();
    Map<String, String> withTable = new HashMap<>(sandbox.environment());
    withTable.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    withTable.put("UNTHROTTLE_TABLE", LocalDynamoDb.TABLE);
    worker = new PackagedRuntime(folder, handlers + "WorkerHandler", withTable).awaitReady();
  }

  @AfterAll
  void stop() throws IOException {
    api.close();
    direct.close();
    worker.close();
    dynamoDb.close();
    sandbox.close();
  }

  static List<String> events() throws IOException {
    try (var files = Files.list(EVENTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyEvent_hasAnExpectedAnswer() throws IOException {
    assertThat(EXPECTED).containsOnlyKeys(events());
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEvent_isAnswered(String name) throws Exception {
    String answer = runtime(name).invoke(Files.readString(EVENTS.resolve(name)), API_TIMEOUT);
    Objects.requireNonNull(EXPECTED.get(name), name).accept(new ObjectMapper().readTree(answer));
  }

  private PackagedRuntime runtime(String event) {
    if (event.equals("worker.json")) {
      return worker;
    }
    return event.startsWith("api-") ? api : direct;
  }

  /** What the API has put into the table, the worker makes; a repeated event changes nothing. */
  @Test
  void aDiagnosisInTheTable_isMadeByTheWorker_once() throws Exception {
    String event = Files.readString(EVENTS.resolve("worker.json"));
    String id = new ObjectMapper().readTree(event).at("/diagnosisId").textValue();
    String request = Files.readString(EVENTS.resolve("direct-diagnose.json"));
    DiagnosisStore store = dynamoDb.store(Clock.systemUTC());
    Instant now = Instant.now();
    assertThat(
            store.put(new NewDiagnosis(id, Packed.of(request), now, now.plus(LongDiagnoses.KEPT))))
        .isTrue();
    worker.invoke(event, API_TIMEOUT);
    StoredDiagnosis made = store.find(id).orElseThrow();
    JsonNode answer =
        new ObjectMapper().readTree(Objects.requireNonNull(made.ending()).document().text());
    isDiagnosis(answer);
    assertThat(answer.at("/id").textValue()).isEqualTo(id);
    worker.invoke(event, API_TIMEOUT);
    assertThat(store.find(id)).contains(made);
  }

  /** One JSON object a line for CloudWatch: the log by its diagnosisId, the metrics by EMF. */
  @Test
  void aDiagnosis_isLoggedAndCounted_withoutWhatTheUserSent() throws Exception {
    direct.invoke(Files.readString(EVENTS.resolve("direct-diagnose.json")), API_TIMEOUT);
    String log = direct.log();
    assertThat(log)
        .contains("\"diagnosisId\":", "\"function_request_id\":")
        .contains("\"CloudWatchMetrics\":", "\"Diagnoses\":1")
        .doesNotContain("Rate Exceeded", "Mystique");
  }

  @Test
  void theZip_isSmall_andHoldsNothingOfTheWorkstation() throws IOException {
    assertThat(Files.size(LambdaZip.FILE)).isLessThanOrEqualTo(LARGEST_ZIP);
    try (var zip = new ZipFile(LambdaZip.FILE.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .contains("log4j2.xml", "dev/unthrottle/app/lambda/ApiHandler.class")
          .noneMatch(name -> name.matches("dev/unthrottle/(sandbox|app/cli)/.+"))
          .noneMatch(name ->
              name.matches("lib/(picocli|snakeyaml|jackson-dataformat-cbor|sso|ssooidc)-.*"));
    }
  }

  private static void isDiagnosis(JsonNode answer) {
    assertThat(answer.at("/function/reservedConcurrency").intValue()).isEqualTo(1);
    assertThat(answer.at("/client/variant").textValue()).isEqualTo("aws-cli-v2-pre2026");
    assertThat(answer.at("/verdict/cause").textValue()).isEqualTo("client-timeout-self-collision");
    assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
    assertThat(answer.at("/missing")).isEmpty();
  }

  private static void isPlanOnly(JsonNode answer) {
    assertThat(answer.at("/probe/plan/mostInvocations").intValue()).isGreaterThan(1);
    assertThat(answer.at("/probe/steps")).isEmpty();
    assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
  }

  private static void isPage(JsonNode answer) {
    assertThat(answer.at("/statusCode").intValue()).isEqualTo(200);
    assertThat(answer.at("/headers/content-type").textValue()).startsWith("text/html");
    assertThat(answer.at("/body").textValue()).startsWith("<!DOCTYPE html>");
  }

  private static void listsEveryProblem(JsonNode answer) {
    JsonNode problem = body(answer, 400, "application/problem+json");
    assertThat(problem.findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/windw", "/function", "/client/id", "/client/readTimeout");
  }

  private static void refusesTheProbe(JsonNode answer) {
    JsonNode problem = body(answer, 409, "application/problem+json");
    assertThat(problem.at("/detail").textValue()).contains("Nothing was invoked.");
  }

  /** These runtimes of the API have no table. */
  private static void keepsNothing(JsonNode answer) {
    JsonNode problem = body(answer, 501, "application/problem+json");
    assertThat(problem.at("/detail").textValue()).contains("UNTHROTTLE_TABLE");
  }

  /** The worker's answer is what it leaves in the table. */
  private static void isNothing(JsonNode answer) {
    assertThat(answer.isMissingNode()).isTrue();
  }

  /** 60 s of patience, 70 s of work, one slot: the mechanism that it is all about. */
  private static void isSimulation(JsonNode answer) {
    JsonNode simulation = ok(answer);
    assertThat(simulation.at("/tally/refusals").intValue()).isEqualTo(2);
    assertThat(simulation.at("/tally/executions").intValue()).isEqualTo(1);
  }

  private static void isExplanation(JsonNode answer) {
    JsonNode explanation = ok(answer);
    assertThat(explanation.at("/attempts").intValue()).isEqualTo(3);
    assertThat(explanation.at("/causes")).isNotEmpty();
  }

  private static void isConsole(JsonNode answer) {
    assertThat(answer.at("/statusCode").intValue()).isEqualTo(200);
    assertThat(answer.at("/headers/content-type").textValue()).startsWith("text/html");
    assertThat(answer.at("/headers/content-security-policy").textValue())
        .contains("default-src 'none'");
    assertThat(answer.at("/body").textValue()).contains("src=\"console/console.js\"");
  }

  private static void hasSome(JsonNode answer, String pointer) {
    assertThat(answer.at(pointer)).isNotEmpty();
  }

  private static JsonNode ok(JsonNode answer) {
    return body(answer, 200, "json");
  }

  private static JsonNode body(JsonNode answer, int status, String mediaType) {
    assertThat(answer.at("/statusCode").intValue()).isEqualTo(status);
    assertThat(answer.at("/headers/content-type").textValue()).endsWith(mediaType);
    try {
      return new ObjectMapper().readTree(answer.at("/body").textValue());
    } catch (IOException e) {
      throw new AssertionError("The body is no JSON", e);
    }
  }
}
