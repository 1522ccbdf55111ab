package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.report.JsonReport;
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
    "GET, /openapi.json, 200"
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
