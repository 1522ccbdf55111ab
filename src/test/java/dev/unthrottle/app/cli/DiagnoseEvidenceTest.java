package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A diagnosis from files alone: the sandbox that they came from is closed before it begins. */
class DiagnoseEvidenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Played played = new Played();

  @BeforeEach
  void begin() {
    played = new Played();
  }

  /** Plays a scenario, and saves what the AWS CLI would print about its function. */
  private void export(String scenario) throws IOException, InterruptedException {
    Scenario loaded = Scenario.load(Path.of("scenarios", scenario + ".yaml"));
    try (Sandbox sandbox = Sandbox.start(loaded, 0, Clock.systemUTC(), 20261122);
        HttpClient http = HttpClient.newHttpClient()) {
      URI at = sandbox.endpoint();
      save("function.json", get(http, at, "/2015-03-31/functions/DelayFunction"));
      save("account.json", get(http, at, "/2016-08-19/account-settings"));
      save(
          "metrics.json",
          post(http, at, "GraniteServiceVersion20100801.GetMetricData", metricsQuery()));
      saveLogs(http, at);
    }
  }

  private void saveLogs(HttpClient http, URI at) throws IOException, InterruptedException {
    String next = "";
    for (int page = 0; page == 0 || !next.isEmpty(); page++) {
      String token = next.isEmpty() ? "" : ",\"nextToken\":\"%s\"".formatted(next);
      String answer =
          post(
              http,
              at,
              "Logs_20140328.FilterLogEvents",
              "{\"logGroupName\":\"/aws/lambda/DelayFunction\",\"startTime\":%d%s}"
                  .formatted(Instant.now().minus(Duration.ofDays(1)).toEpochMilli(), token));
      save("logs-%d.json".formatted(page), answer);
      next = JSON.readTree(answer).path("nextToken").asText("");
    }
  }

  private static String metricsQuery() {
    String queries =
        Arrays.stream(Metric.values())
            .map(metric ->
                """
                {"Id":"%s","MetricStat":{"Metric":{"Namespace":"AWS/Lambda","MetricName":"%s",
                "Dimensions":[{"Name":"FunctionName","Value":"DelayFunction"}]},"Period":60,"Stat":"%s"}}
                """
                    .formatted(
                        metric.name().toLowerCase(Locale.ROOT),
                        metric.metricName(),
                        metric.statistic()))
            .collect(Collectors.joining(","));
    Instant now = Instant.now();
    return "{\"StartTime\":%d,\"EndTime\":%d,\"MetricDataQueries\":[%s]}"
        .formatted(now.minus(Duration.ofDays(1)).getEpochSecond(), now.getEpochSecond(), queries);
  }

  private void save(String name, String answer) throws IOException {
    Files.writeString(folder.resolve(name), answer);
  }

  private static String get(HttpClient http, URI at, String path)
      throws IOException, InterruptedException {
    return http.send(request(at, path).build(), BodyHandlers.ofString()).body();
  }

  private static String post(HttpClient http, URI at, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(at, "/")
            .header("X-Amz-Target", target)
            .header(
                "Content-Type",
                "application/x-amz-json-" + (target.startsWith("Logs") ? "1.1" : "1.0"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static HttpRequest.Builder request(URI at, String path) {
    return HttpRequest.newBuilder(at.resolve(path))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA/20261122/us-east-1/lambda/aws4_request");
  }

  private JsonNode diagnosis() throws IOException {
    int code =
        played.run(
            "diagnose",
            "DelayFunction",
            "--client=aws-cli@2.31.0",
            "--read-timeout=2s",
            "--evidence=" + folder,
            "--format=json");
    assertThat(code).as(played.err()).isEqualTo(ExitCode.OK);
    return JSON.readTree(played.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reserved-one", "reserved-two-duplicates"})
  void exportedFiles_leadToTheTruth_withoutAnyAws(String scenario) throws Exception {
    export(scenario);

    JsonNode answer = diagnosis();

    assertThat(answer.at("/verdict/cause").textValue())
        .isEqualTo(Scenario.load(Path.of("scenarios", scenario + ".yaml")).truth());
    assertThat(answer.at("/verdict/certainty").textValue()).isIn("likely", "possible", "proven");
    assertThat(answer.at("/sideEffects/awsCalls").intValue()).isZero();
    assertThat(answer.at("/measurements/durationMs/count").intValue()).isGreaterThan(10);
  }

  @Test
  void whatIsMissing_isNamedWithTheCommandThatSuppliesIt() throws Exception {
    export("reserved-one");
    Files.delete(folder.resolve("function.json"));

    assertThat(diagnosis().toString())
        .contains("aws lambda get-function --function-name DelayFunction > " + folder);
  }

  @Test
  void theTime_isTheEvidences_notTheClocks() throws Exception {
    Files.writeString(
        folder.resolve("old.txt"),
        """
        2020-02-14T18:24:36.000Z START RequestId: dbb585bb-3a54-4d1a-a690-54e5085c55f8 Version: 1
        2020-02-14T18:24:39.000Z REPORT RequestId: dbb585bb-3a54-4d1a-a690-54e5085c55f8\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t
        """);

    JsonNode answer = diagnosis();

    assertThat(answer.at("/at").textValue()).isEqualTo("2020-02-14T18:24:39.001Z");
    assertThat(answer.at("/measurements/durationMs/count").intValue()).isEqualTo(1);
  }

  @Test
  void aFolderCantBeProbed_andOneWithNothingInItTellsNothing() {
    assertThat(played.run("diagnose", "f", "--evidence=" + folder, "--probe=measure"))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .contains("--probe: A folder can't be probed: leave out --probe or --evidence.");

    assertThat(played.run("diagnose", "f", "--evidence=" + folder))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("It holds nothing about f;");
    assertThat(played.run("diagnose", "f", "--evidence=" + folder.resolve("none")))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("This is a folder of exported evidence.");
  }
}
