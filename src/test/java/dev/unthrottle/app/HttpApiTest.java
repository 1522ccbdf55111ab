package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.report.Explanation;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApiTest {

  private static final String SIMULATION =
      "{\"client\": {\"id\": \"aws-cli\", \"version\": \"2.31.0\"}, \"duration\": \"70s\","
          + " \"reserved\": 1}";

  /** Nothing listens at port 1. */
  private static final AwsTarget NOWHERE =
      new AwsTarget("eu-west-1", null, URI.create("http://127.0.0.1:1"));

  private final HttpApi api =
      new HttpApi(
          new Diagnoses(
                  NOWHERE, ClientCatalog.bundled(), Clock.systemUTC(), false, ProbeListener.SILENT)
              ::make,
          ClientCatalog.bundled());

  @ParameterizedTest
  @CsvSource({
    "GET, /clients, 200",
    "HEAD, /clients, 200",
    "OPTIONS, /clients, 204",
    "POST, /clients, 405",
    "GET, /diagnoses, 405",
    "GET, /clients/boto3, 200",
    "GET, /clients/aws-cli@2.31.0, 200",
    "GET, /clients/cobol, 404",
    "GET, /clients/, 404",
    "GET, /clients/a/b, 404",
    "GET, /nothing, 404",
    "GET, /openapi.json, 200",
    "GET, /, 200",
    "HEAD, /, 200",
    "POST, /, 405",
    "GET, /console/console.js, 200",
    "GET, /console/nothing.js, 404",
    "GET, /console/index.html, 404",
    "GET, /console/../app/openapi.json, 404",
    "GET, /console/%2e%2e, 404",
    "GET, /explanations, 405"
  })
  void aRoute_hasItsStatus(String method, String path, int status) throws IOException {
    ApiResponse response = send(method, path, "", "");
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("x-content-type-options", "nosniff");
    if (status >= 400) {
      JsonNode problem = new ObjectMapper().readTree(response.body());
      assertThat(response.headers()).containsEntry("content-type", Problem.MEDIA_TYPE);
      assertThat(problem.at("/status").intValue()).isEqualTo(status);
    }
  }

  @Test
  void aWrongMethod_isToldTheRightOnes() {
    assertThat(send("DELETE", "/clients", "", "").headers())
        .containsEntry("allow", "GET, HEAD, OPTIONS");
    assertThat(send("HEAD", "/clients", "", "").body()).isEmpty();
  }

  @Test
  void aBody_hasToBeJson_andOfReasonableSize() {
    assertThat(send("POST", "/simulations", "text/plain", SIMULATION).status()).isEqualTo(415);
    assertThat(send("POST", "/simulations", "", SIMULATION).status()).isEqualTo(415);
    assertThat(send("POST", "/simulations", "application/json", "{").status()).isEqualTo(400);
    String large = " ".repeat(HttpApi.LARGEST_BODY + 1);
    assertThat(send("POST", "/simulations", "application/json", large).status()).isEqualTo(413);
  }

  /** One slot, 70 s of work and 60 s of patience: attempts 2 and 3 meet the slot of the first. */
  @Test
  void aSimulation_needsNoAws() throws IOException {
    ApiResponse response =
        send("POST", "/simulations", "application/json; charset=utf-8", SIMULATION);
    JsonNode answer = new ObjectMapper().readTree(response.body());
    assertThat(answer.at("/tally/refusals").intValue()).isEqualTo(2);
    assertThat(answer.at("/tally/ghosts").intValue()).isEqualTo(1);
    assertThat(answer.at("/timeline/attempts")).hasSize(3);
  }

  /** The named scenario waits 90 s for the 70 s; the other has three slots for its attempts. */
  @Test
  void aSimulation_isComparedWithWhatIsDifferent() throws IOException {
    String compare =
        ", \"compare\": [\"recommended\", {\"name\": \"patient\", \"readTimeout\": \"90s\"},"
            + " {\"reserved\": 3}]}";
    ApiResponse response =
        send("POST", "/simulations", "application/json", SIMULATION.replaceAll("}$", compare));
    JsonNode scenarios = new ObjectMapper().readTree(response.body()).at("/scenarios");
    assertThat(scenarios)
        .extracting(scenario -> scenario.at("/name").textValue())
        .containsExactly("current", "recommended", "patient", "settings 2");
    assertThat(scenarios)
        .extracting(scenario -> scenario.at("/outcome").textValue())
        .containsExactly("refused", "answered", "answered", "read-timeout");
  }

  @Test
  void whatIsWrongInAComparison_isToldWithItsPlace() throws IOException {
    String compare =
        ", \"compare\": [{\"readTimeout\": \"90\"}, 5, {\"id\": \"boto3\", \"settings\": {\"nope\": 1}}]}";
    ApiResponse response =
        send("POST", "/simulations", "application/json", SIMULATION.replaceAll("}$", compare));
    assertThat(response.status()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(response.body()).at("/problems"))
        .extracting(problem -> problem.at("/pointer").textValue())
        .containsExactly("/compare/0/readTimeout", "/compare/1", "/compare/2/settings/nope");
  }

  /** exp(σ²/2) apart, half of the runs take 2 s at most, so of 100 calls about half wait longer. */
  @Test
  void aDuration_mayBeTwoPercentiles() throws IOException {
    String request =
        "{\"client\": {\"id\": \"boto3\"}, \"duration\": {\"p50\": \"2s\", \"p99\": \"9s\"}, \"calls\": 100, \"rate\": \"1/h\"}";
    ApiResponse response = send("POST", "/simulations", "application/json", request);
    JsonNode tally = new ObjectMapper().readTree(response.body()).at("/tally");
    assertThat(tally.at("/medianCallMs").intValue()).isBetween(1_500, 2_700);
    assertThat(tally.at("/p99CallMs").intValue()).isBetween(5_000, 16_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'p50': '2s'} | /duration/p99",
        "{'p50': '2s', 'p99': '1s'} | /duration/p99",
        "{'p50': '2', 'p99': '3s'} | /duration/p50",
        "{'p50': '2s', 'p99': '3s', 'p90': '3s'} | /duration/p90",
        "[] | /duration"
      })
  void aWrongDuration_isToldWithItsPlace(String duration, String pointer) throws IOException {
    String request =
        "{\"client\": {\"id\": \"boto3\"}, \"duration\": %s}"
            .formatted(duration.replace('\'', '"'));
    ApiResponse response = send("POST", "/simulations", "application/json", request);
    assertThat(response.status()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(response.body()).at("/problems"))
        .extracting(problem -> problem.at("/pointer").textValue())
        .containsExactly(pointer);
  }

  @Test
  void aPicture_isDrawnForAWidth_between320And1600() throws IOException {
    for (int width : List.of(320, 900, 1600)) {
      ApiResponse response = picture(Integer.toString(width));
      assertThat(response.headers()).containsEntry("content-type", "image/svg+xml");
      assertThat(response.body()).startsWith("<svg").contains("viewBox=\"0 0 %d ".formatted(width));
    }
    for (String width : List.of("319", "1601", "wide", "")) {
      ApiResponse response = picture(width);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("?width= is a whole number of pixels from 320 to 1600.");
    }
  }

  private ApiResponse picture(String width) {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "accept", "image/svg+xml");
    return api.handle(
        new ApiRequest("POST", "/simulations", Map.of("width", width), headers, SIMULATION, null));
  }

  /**
   * With three slots every retry runs; with two, and 200 s of work, the third attempt comes after
   * 120 s and meets the first two.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 70s | 1 | This call collides with itself: the client hangs up after 60 s while the"
            + " function runs 70 s, and its retries are refused by the slot that its own run still holds.",
        "3 | 70s | 1 | This call runs the function 3 times: the client hangs up after 60 s while the"
            + " function runs 70 s, and each retry finds a free slot.",
        "0 | 70s | 1 | This call is refused: a reserved concurrency of 0 lets nothing run.",
        "1 | 50s | 1 | This call is answered after 50 s, and runs the function once.",
        "2 | 50s | 2 | All 2 calls are answered, and each runs the function once.",
        "1 | 50s | 2 | 2 calls: 1 answered, 1 refused.",
        "2 | 200s | 1 | This call collides with itself: the client hangs up after 60 s while the"
            + " function runs 3 min 20 s, and its retry is refused by the slot that its own run still holds."
            + " The function runs 2 times."
      })
  void aScenario_hasItsMechanismInASentence(
      String reserved, String duration, String calls, String headline) throws IOException {
    String request =
        """
        {"client": {"id": "aws-cli", "version": "2.31.0"}, "duration": "%s", "reserved": %s, "calls": %s}
        """
            .formatted(duration, reserved, calls);
    ApiResponse response = send("POST", "/simulations", "application/json", request);
    assertThat(new ObjectMapper().readTree(response.body()).at("/scenarios/0/headline").textValue())
        .isEqualTo(headline);
  }

  @Test
  void anError_isExplainedAsTheCommandLineDoes() throws IOException {
    String error = "boom (TooManyRequestsException): Rate Exceeded.";
    ApiResponse response =
        send("POST", "/explanations", "application/json", "{\"error\": \"%s\"}".formatted(error));
    assertThat(response.body())
        .isEqualTo(
            JsonText.compact(Explanation.json(ErrorReading.read(error, ClientCatalog.bundled()))));
    assertThat(send("POST", "/explanations", "application/json", "{}").body())
        .contains("/error: Which error? Paste what the client printed.");
    assertThat(send("POST", "/explanations", "application/json", "{\"error\": 5}").status())
        .isEqualTo(400);
  }

  /** The setting of boto3 and the field of the request are told apart by their names. */
  @Test
  void aClient_isShownWithTheSettingsOfTheQuery() throws IOException {
    ApiResponse response = client("boto3@1.40.0", Map.of("read_timeout", "5", "maxAttempts", "2"));
    JsonNode effective = new ObjectMapper().readTree(response.body()).at("/client/effective");
    assertThat(effective.at("/readTimeoutMs").intValue()).isEqualTo(5_000);
    assertThat(effective.at("/maxAttempts").intValue()).isEqualTo(2);

    ApiResponse wrong = client("boto3@1.40.0", Map.of("readTimeout", "5", "nope", "1"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(wrong.body()).at("/problems"))
        .extracting(problem -> problem.at("/pointer").textValue())
        .containsExactlyInAnyOrder("/client/readTimeout", "/client/settings/nope");
    assertThat(client("cobol", Map.of("readTimeout", "5s")).status()).isEqualTo(404);
  }

  private ApiResponse client(String name, Map<String, String> query) {
    return api.handle(new ApiRequest("GET", "/clients/" + name, query, Map.of(), "", null));
  }

  @Test
  void whereRequestsAreSigned_thereIsNoConsole_andTheReasonIsTold() throws IOException {
    var signed =
        new HttpApi(
            (request, timeLeft) -> {
              throw new AssertionError("nothing is diagnosed");
            },
            null,
            ClientCatalog.bundled(),
            ConsoleFiles.WITHHELD);
    for (String path : List.of("/", "/console/console.js")) {
      ApiResponse response = signed.handle(new ApiRequest("GET", path, Map.of(), "", null));
      JsonNode problem = new ObjectMapper().readTree(response.body());
      assertThat(response.status()).isEqualTo(404);
      assertThat(problem.at("/type").textValue()).isEqualTo("urn:problem:unthrottle:no-console");
      assertThat(problem.at("/detail").textValue()).contains("JwtIssuer", "./unthrottle serve");
    }
  }

  @Test
  void anArnInAnotherRegion_isAProblemOfTheRequest() throws IOException {
    String request = "{\"function\": \"arn:aws:lambda:us-east-2:111122223333:function:f\"}";
    ApiResponse response = send("POST", "/diagnoses", "application/json", request);
    assertThat(response.status()).isEqualTo(400);
    assertThat(new ObjectMapper().readTree(response.body()).at("/detail").textValue())
        .isEqualTo(
            "/function: The function's ARN names the Region us-east-2, and eu-west-1 was chosen: leave out one of them.");
  }

  @Test
  void probes_canBeSwitchedOff() {
    String request = "{\"function\": \"f\", \"probe\": {\"plan\": \"measure\"}}";
    ApiResponse response = send("POST", "/diagnoses", "application/json", request);
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.body()).contains("UNTHROTTLE_PROBES=deny");
  }

  @Test
  void anAwsThatCantBeAsked_isABadGateway_withNothingOfTheInside() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "test");
    ApiResponse response = send("POST", "/diagnoses", "application/json", "{\"function\": \"f\"}");
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.body()).contains("127.0.0.1:1").doesNotContain("Exception", "\\tat ");
  }

  @Test
  void theDescription_hasTheRoutes_andTheFieldsOfTheRequest() throws IOException {
    JsonNode description = description();
    var operations = new ArrayList<String>();
    description
        .at("/paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(operations).containsExactlyInAnyOrderElementsOf(api.operations());
    assertThat(fields(description, "DiagnosisRequest")).hasSameElementsAs(RequestReader.FIELDS);
    assertThat(fields(description, "SimulationRequest")).hasSameElementsAs(WhatIf.FIELDS);
    assertThat(fields(description, "ExplanationRequest"))
        .hasSameElementsAs(OfflineAnswers.EXPLANATION_FIELDS);
    assertThat(fields(description, "Variation")).hasSameElementsAs(VariationReader.FIELDS);
    assertThat(description.at("/components/schemas/Client/properties/id/enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(ClientReader.ids());
  }

  private JsonNode description() throws IOException {
    return new ObjectMapper().readTree(send("GET", "/openapi.json", "", "").body());
  }

  private static List<String> fields(JsonNode description, String schema) {
    var names = new ArrayList<String>();
    description
        .at("/components/schemas/" + schema + "/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    assertThat(JsonReport.SCHEMA_VERSION).isEqualTo(description.at("/info/version").textValue());
    return names;
  }

  private ApiResponse send(String method, String path, String type, String body) {
    Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", type);
    return api.handle(new ApiRequest(method, path, headers, body, null));
  }
}
