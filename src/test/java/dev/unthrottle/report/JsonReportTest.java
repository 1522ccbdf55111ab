package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.RequestTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  @Test
  void theDocument_isTheContract() throws IOException {
    assertThat(JsonText.pretty(JsonReport.of(SeedCase.diagnosis())))
        .isEqualTo(resource("seed-case.json"));
  }

  /** The published sample: a field that stands there may never be renamed or taken away. */
  @Test
  void everyField_ofThePublishedSample_isThere() throws IOException {
    JsonNode sample = new ObjectMapper().readTree(resource("published-sample.json"));
    JsonNode report = JsonReport.of(SeedCase.diagnosis());
    var paths = new ArrayList<String>();
    collectPaths("", sample, paths);
    assertThat(paths).hasSizeGreaterThan(60);
    assertThat(paths).allSatisfy(path -> assertThat(report.at(path).isMissingNode()).isFalse());
  }

  /** The description of the HTTP API knows every field, and no other. */
  @Test
  void theDescription_hasTheFieldsOfTheDocument() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(resource("/dev/unthrottle/app/openapi.json"))
            .at("/components/schemas/Diagnosis");
    var described = new ArrayList<String>();
    collectDescribed("", schema, described);
    var there = new ArrayList<String>();
    collectPaths("", JsonReport.of(SeedCase.withAnotherCause()), there);
    there.replaceAll(path -> path.replaceFirst("/snippets/.*", "/snippets"));
    assertThat(described).hasSameElementsAs(there);
  }

  private static void collectDescribed(String path, JsonNode schema, List<String> paths) {
    if (!schema.path("properties").isEmpty()) {
      schema
          .get("properties")
          .properties()
          .forEach(it -> collectDescribed(path + "/" + it.getKey(), it.getValue(), paths));
    } else if (!schema.path("items").isEmpty()) {
      collectDescribed(path + "/0", schema.get("items"), paths);
    } else {
      paths.add(path);
    }
  }

  @Test
  void whatIsUnknown_isNull_andTheFieldsStay() {
    JsonNode known = JsonReport.of(SeedCase.diagnosis());
    JsonNode unknown = JsonReport.of(SeedCase.withoutAnything());
    assertThat(unknown.fieldNames()).toIterable().containsExactlyElementsOf(known::fieldNames);
    assertThat(unknown.at("/recommendation").isNull()).isTrue();
    assertThat(unknown.at("/measurements/connectMs").isNull()).isTrue();
    assertThat(unknown.at("/impact/executionsPerCall").isNull()).isTrue();
    assertThat(unknown.at("/function/reservation").textValue()).isEqualTo("unknown");
    assertThat(unknown.at("/missing")).hasSize(1);
  }

  /**
   * 4.14 ms and 6.06 ms: mean 5.1, at most 6.1. A request of 70 000.6 ms is 70 001 ms as a mean, so
   * it must be 70 001 ms as the longest as well.
   */
  @Test
  void aMean_isNeverAboveTheLongest() {
    var connect =
        List.of(
            ConnectTime.tcp(Duration.ofNanos(4_140_000)),
            ConnectTime.tcp(Duration.ofNanos(6_060_000)));
    var request =
        List.of(new RequestTime(null, Duration.ofNanos(70_000_600_000L), RequestTime.Start.WARM));
    JsonNode node = JsonMeasurements.of(new Measurements(connect, request, null));
    assertThat(node.at("/connectMs/mean").doubleValue()).isEqualTo(5.1);
    assertThat(node.at("/connectMs/max").doubleValue()).isEqualTo(6.1);
    assertThat(node.at("/requestMs/mean").longValue()).isEqualTo(70_001);
    assertThat(node.at("/requestMs/max").longValue()).isEqualTo(70_001);
  }

  @Test
  void instants_areToTheMillisecond_andToTheSecondForPeople() {
    Instant at = Instant.parse("2026-11-22T12:00:00.123456789Z");
    assertThat(Figures.millisecond(at)).isEqualTo("2026-11-22T12:00:00.123Z");
    assertThat(Figures.second(at)).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(Figures.millisecond(Instant.parse("2026-11-22T12:00:00Z")))
        .isEqualTo("2026-11-22T12:00:00.000Z");
  }

  @Test
  void thePayloadOfAProbe_isNotTold() {
    assertThat(JsonText.compact(JsonReport.of(SeedCase.diagnosis()))).doesNotContain("hunter2");
  }

  @Test
  void aText_canBeReadAgain() throws IOException {
    JsonNode report = JsonReport.of(SeedCase.diagnosis());
    String compact = JsonText.compact(report);
    assertThat(compact).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(compact))
        .isEqualTo(new ObjectMapper().readTree(JsonText.pretty(report)));
  }

  private static void collectPaths(String path, JsonNode node, List<String> paths) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field -> collectPaths(path + "/" + field.getKey(), field.getValue(), paths));
    } else if (node.isArray() && !node.isEmpty()) {
      collectPaths(path + "/0", node.get(0), paths);
    } else {
      paths.add(path);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JsonReportTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
