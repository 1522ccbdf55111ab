package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.diagnosis.check.HazardRule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CheckCommandTest {

  private static final String TEMPLATE =
      "src/test/resources/dev/unthrottle/app/cli/template-with-hazards.yaml";

  private final Played played = new Played();

  @ParameterizedTest
  @CsvSource({
    "1, check --client boto3@1.43.0 --function-timeout 70s --reserved 1",
    "0, check --client boto3@1.43.0 --function-timeout 45s --reserved 1",
    "1, check --client boto3@1.43.0 --function-timeout 45s --reserved 1 --fail-on warning",
    "0, check --client boto3@1.43.0 --function-timeout 45s --read-timeout 60s --connect-timeout 4s"
        + " --max-attempts 1 --fail-on note",
    "1, check --function-timeout 31s --caller api-gateway-http",
    "0, check --function-timeout 30s --caller api-gateway-http",
    "1, check --function-timeout 30s --visibility-timeout 29s",
    "1, check --template " + TEMPLATE,
    "0, check --template template.yaml"
  })
  void theExitCode_saysWhetherSomethingFailsTheCheck(int code, String words) {
    assertThat(played.run(words.split(" "))).as(played.err()).isEqualTo(code);
    assertThat(played.err()).isEmpty();
    assertThat(played.out().lines())
        .filteredOn(line -> !line.contains(TEMPLATE))
        .allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check | What is to be checked? --template FILE, or --function-timeout TIME and who calls:"
            + " --client ID@VERSION.",
        "check --client boto3 | --function-timeout: How long may the function run? For instance 70s.",
        "check --function-timeout 9s --caller lambda | --caller: Which client does it wait with?"
            + " --client ID@VERSION; only an API needs none.",
        "check --function-timeout 70 | --function-timeout: A duration carries its unit, because"
            + " nobody can know it: write 70s or 70ms. Found: 70",
        "check --function-timeout 9s --format xml | --format: This is one of text, json, sarif,"
            + " junit. Found: xml",
        "check --function-timeout 9s --fail-on eror | --fail-on: This is one of error, warning, note."
            + " Nearest: error. Found: eror",
        "check --function-timeout 9s --environment | --environment: Whose settings? Say which client:"
            + " --client ID@VERSION.",
        "check --template nowhere.yaml | --template: There is no such file that can be read. Found:"
            + " nowhere.yaml",
        "check --template scenarios/reserved-one.yaml | --template: scenarios/reserved-one.yaml: a"
            + " template has Resources.",
        "check --template template.yaml --reserved 1 | --reserved: The template says it: leave out"
            + " this flag or --template. Found: 1",
        "check --template template.yaml --client boto3 | --function: Which function does the client"
            + " call? One of WorkerFunction, ApiFunction, DirectFunction.",
        "check --template template.yaml --client boto3 --function Api | --function: The template has"
            + " no such function. Nearest: ApiFunction. All: WorkerFunction, ApiFunction, DirectFunction. Found: Api"
      })
  void aWrongRequest_isToldInOneLine(String words, String line) {
    assertThat(played.run(words.split(" "))).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.out()).isEmpty();
    assertThat(played.err().lines()).contains("  " + line);
  }

  @Test
  void brokenYaml_isToldWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "Resources:\n  A: [\n");
    assertThat(played.run("check", "--template", file.toString()))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("--template: " + file + ":3: not YAML: ");
  }

  @Test
  void anAliasThatLeadsBackToItself_isFollowedOnce(@TempDir Path folder) throws IOException {
    String yaml =
        """
        Resources:
          A:
            Type: AWS::Lambda::Function
            Properties: {Environment: {Variables: {LOOP: &loop [*loop, !Ref B]}}}
          B: {Type: AWS::Lambda::Function}
        """;
    Path file = Files.writeString(folder.resolve("t.yaml"), yaml);
    assertThat(json("--template", file.toString()).at("/checked"))
        .extracting(JsonNode::textValue)
        .containsExactly("A", "B", "B, called by A (LOOP)");
  }

  /** Rule, line and what was looked at, for all that is wrong in the template. */
  @Test
  void aTemplatesHazards_areToldWithTheirLines() throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode hazard : json("--template", TEMPLATE).at("/hazards")) {
      assertThat(hazard.at("/place/file").textValue()).isEqualTo(TEMPLATE);
      found.add(
          "%s %d %s"
              .formatted(
                  hazard.at("/rule").textValue(),
                  hazard.at("/place/line").intValue(),
                  hazard.at("/subject").textValue()));
    }
    assertThat(found)
        .contains(
            "value-not-resolved %d Elsewhere".formatted(line("Fn::FindInMap")),
            "value-not-resolved %d Elsewhere".formatted(line("Executions: !Ref Slots")),
            "reserved-concurrency-zero %d Off".formatted(line("Executions: 0")),
            // 70 s are more than an HTTP API's 30 s, and less than the 90 s of the REST API.
            "gateway-timeout-below-function-timeout %d Api, behind api-gateway-http"
                .formatted(line("Timeout: 70")),
            // 119 s of 120 s, the parameter's default.
            "queue-visibility-below-function-timeout %d Worker, fed by Messages"
                .formatted(line("VisibilityTimeout")),
            "queue-concurrency-above-reserved %d Worker, fed by Messages"
                .formatted(line("Queue: !GetAtt")),
            "value-not-resolved %d Elsewhere, fed by Messages"
                .formatted(line("MaximumConcurrency: !Ref Slots")),
            // boto3 waits 60 s of its caller's 70 s, and the worker may take 120 s.
            "read-timeout-below-function-timeout %d Worker, called by Api (WORKER)"
                .formatted(line("AWS_MAX_ATTEMPTS")),
            "retry-collides-with-itself %d Worker, called by Api (WORKER)"
                .formatted(line("AWS_MAX_ATTEMPTS")),
            "caller-timeout-below-function-timeout %d Worker, called by Api (WORKER)"
                .formatted(line("Timeout: 70")),
            "value-not-resolved %d Worker, called by Elsewhere (WORKER_ARN)"
                .formatted(line("WORKER_ARN")))
        .noneMatch(hazard -> hazard.contains("behind api-gateway-rest"))
        .noneMatch(hazard -> hazard.startsWith("queue-concurrency-unbounded"));
  }

  @Test
  void aClientOutsideTheTemplate_isCheckedAgainstItsFunction() throws IOException {
    JsonNode check =
        json("--template", TEMPLATE, "--function", "Worker", "--client", "aws-cli@2.31.0");
    assertThat(check.at("/checked")).hasSize(1);
    assertThat(check.at("/hazards"))
        .extracting(hazard -> hazard.at("/rule").textValue())
        .contains("read-timeout-below-function-timeout", "retry-collides-with-itself");
  }

  @Test
  void ownTemplate_hasNothingButNotes() throws IOException {
    JsonNode counts = json("--template", "template.yaml").at("/counts");
    assertThat(counts.at("/error").intValue()).isZero();
    assertThat(counts.at("/warning").intValue()).isZero();
  }

  @Test
  void sarif_hasWhatTheStandardAsksFor_andWhatCodeScanningReads() throws IOException {
    assertThat(played.run("check", "--template", TEMPLATE, "--format", "sarif"))
        .isEqualTo(ExitCode.HAZARD);
    JsonNode log = new ObjectMapper().readTree(played.out());
    assertThat(log.at("/version").textValue()).isEqualTo("2.1.0");
    assertThat(log.at("/$schema").textValue()).endsWith("/sarif-schema-2.1.0.json");
    JsonNode driver = log.at("/runs/0/tool/driver");
    assertThat(driver.at("/name").textValue()).isEqualTo("Unthrottle");
    assertThat(driver.at("/rules"))
        .extracting(rule -> rule.at("/id").textValue())
        .containsExactlyElementsOf(ids());
    assertThat(log.at("/runs/0/results")).hasSizeGreaterThan(10);
    for (JsonNode result : log.at("/runs/0/results")) {
      assertThat(ids()).contains(result.at("/ruleId").textValue());
      assertThat(result.at("/level").textValue()).isIn("error", "warning", "note");
      assertThat(result.at("/message/text").textValue()).contains(" Fix: ");
      JsonNode physical = result.at("/locations/0/physicalLocation");
      assertThat(physical.at("/artifactLocation/uri").textValue()).isEqualTo(TEMPLATE);
      assertThat(physical.at("/region/startLine").intValue()).isPositive();
    }
  }

  @Test
  void junit_isWellFormed_andItsCountsAreThoseOfItsTests() throws Exception {
    assertThat(played.run("check", "--template", TEMPLATE, "--format", "junit"))
        .isEqualTo(ExitCode.HAZARD);
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(played.out())))
            .getDocumentElement();
    assertThat(suites.getTagName()).isEqualTo("testsuites");
    assertThat(suites.getAttribute("failures"))
        .isEqualTo(String.valueOf(suites.getElementsByTagName("failure").getLength()))
        .isNotEqualTo("0");
    assertThat(suites.getAttribute("tests"))
        .isEqualTo(String.valueOf(suites.getElementsByTagName("testcase").getLength()));
    for (Element suite : elements(suites.getElementsByTagName("testsuite"))) {
      assertThat(suite.getAttribute("tests"))
          .isEqualTo(String.valueOf(suite.getElementsByTagName("testcase").getLength()));
      assertThat(suite.getAttribute("failures"))
          .isEqualTo(String.valueOf(suite.getElementsByTagName("failure").getLength()));
      for (Element test : elements(suite.getElementsByTagName("testcase"))) {
        assertThat(test.getAttribute("classname")).isEqualTo(suite.getAttribute("name"));
        assertThat(ids()).contains(test.getAttribute("name"));
      }
    }
  }

  @Test
  void theDocumentation_hasEveryRule_withItsSeverityAndItsMeaning() throws IOException {
    String page = Files.readString(Path.of("docs/check.md"));
    List<String> rows =
        Arrays.stream(HazardRule.values())
            .map(rule ->
                "| `%s` | %s | %s |".formatted(rule.id(), rule.severity().id(), rule.meaning()))
            .toList();
    assertThat(page.lines().filter(line -> line.startsWith("| `"))).containsExactlyElementsOf(rows);
  }

  private JsonNode json(String... flags) throws IOException {
    var words = new ArrayList<>(List.of("check", "--format", "json"));
    words.addAll(List.of(flags));
    played.run(words.toArray(String[]::new));
    assertThat(played.err()).isEmpty();
    return new ObjectMapper().readTree(played.out());
  }

  /** The line of the template in which {@code text} stands first. */
  private static int line(String text) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(TEMPLATE));
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(text))
            .findFirst()
            .orElseThrow();
  }

  private static List<String> ids() {
    return Arrays.stream(HazardRule.values()).map(HazardRule::id).toList();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
