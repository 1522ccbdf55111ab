package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Invocation;
import dev.unthrottle.simulation.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyScenarioFile_loads(Path file) throws IOException {
    Scenario scenario = Scenario.load(file);

    assertThat(scenario.functions()).isNotEmpty();
    assertThat(scenario.truth()).isNotEmpty();
  }

  @Test
  void aScenario_saysEverythingThatTheFormatHas() {
    Scenario scenario =
        Scenario.parse(
            """
            truth: client-timeout-self-collision
            account: {concurrency: 500}
            functions:
              - {name: Fixed, timeout: 15s, memory: 256, reserved: 0, duration: 6s, coldStart: 300ms}
              - {name: Tail, duration: {p50: 2s, p99: 9s}, fails: 0.25, logFormat: json}
              - {name: Turns, duration: [1s, PT2S, 1500ms]}
            client: {id: aws-cli, version: 2.31.0, readTimeout: 2s, maxAttempts: 2}
            traffic:
              - {function: Tail, rate: 30/min, invocation: async}
            history:
              - {function: Fixed, window: 24h, rate: 36/h, client: {id: java-v2}}
            logs: {delay: 2s}
            metrics: {delay: 1m}
            faults:
              - {api: "logs:FilterLogEvents", error: ThrottlingException, status: 400, share: 0.5}
              - {api: "cloudwatch:GetMetricData", latency: 50ms}
            """,
            "whole.yaml");

    assertThat(scenario.truth()).isEqualTo("client-timeout-self-collision");
    assertThat(scenario.account().concurrency()).isEqualTo(500);
    assertThat(scenario.functions())
        .containsExactly(
            new FunctionSpec(
                "Fixed",
                Duration.ofSeconds(15),
                256,
                0,
                Durations.fixed(Duration.ofSeconds(6)),
                Duration.ofMillis(300),
                0,
                false,
                RetryHint.NONE),
            new FunctionSpec(
                "Tail",
                Duration.ofSeconds(3),
                128,
                null,
                Durations.logNormal(Duration.ofSeconds(2), Duration.ofSeconds(9)),
                Duration.ZERO,
                0.25,
                true,
                RetryHint.NONE),
            new FunctionSpec(
                "Turns",
                Duration.ofSeconds(3),
                128,
                null,
                Durations.inTurn(
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(1500))),
                Duration.ZERO,
                0,
                false,
                RetryHint.NONE));
    assertThat(scenario.client()).isNotNull();
    assertThat(scenario.client().client().timeouts().read()).isEqualTo(Duration.ofSeconds(2));
    assertThat(scenario.client().client().retries().maxAttempts()).isEqualTo(2);
    // 30 a minute are 0.5 a second; 36 an hour are 0.01 a second.
    assertThat(scenario.traffic().getFirst().perSecond()).isEqualTo(0.5);
    assertThat(scenario.traffic().getFirst().invocation()).isEqualTo(Invocation.ASYNC);
    assertThat(scenario.traffic().getFirst().client().id()).isEqualTo(ClientId.BOTO3);
    assertThat(scenario.history().getFirst().perSecond()).isEqualTo(0.01);
    assertThat(scenario.history().getFirst().at()).isEqualTo(Duration.ofDays(1));
    assertThat(scenario.logs().delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(scenario.metricsDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(scenario.faults())
        .containsExactly(
            new Fault(
                "logs:FilterLogEvents", "ThrottlingException", 400, 0.5, Duration.ZERO, null, null),
            new Fault("cloudwatch:GetMetricData", null, 400, 1, Duration.ofMillis(50), null, null));
  }

  @Test
  void aScenario_saysWhatMayRefuseAndWhatItsUserAsks() {
    Scenario scenario =
        Scenario.parse(
            """
            truth: event-source-takes-all
            also: [reserved-concurrency-saturated, provisioned-takes-all]
            account: {concurrency: 500, callerRate: 50/s}
            error: |
              An error occurred (TooManyRequestsException) when calling the Invoke operation: Rate Exceeded.
            caller: {kind: lambda, timeout: 29s}
            probe: measure
            window: 2h
            functions:
              - name: f
                reserved: 5
                duration: 1s
                hangs: 0.05
                fails: 0.1
                failsWith: "ThrottlingException: Rate exceeded (DynamoDB UpdateItem)"
                runtime: node
                versions: 1
                aliases: {live: 1}
                provisioned: {live: 3}
                eventSources:
                  - {source: "arn:aws:sqs:us-east-1:1:q", rate: 5/s, maximumConcurrency: 2, window: 3h, visibility: 1m}
            history:
              - {function: f, qualifier: live, at: 3h, lasting: 10s, rate: 800/s, invocation: async}
            """,
            "new.yaml");

    assertThat(scenario.also())
        .containsExactly("reserved-concurrency-saturated", "provisioned-takes-all");
    assertThat(scenario.account()).isEqualTo(new Account(500, 50));
    assertThat(scenario.question())
        .isEqualTo(
            new Scenario.Question(
                "An error occurred (TooManyRequestsException) when calling the Invoke operation:"
                    + " Rate Exceeded.\n",
                "lambda",
                Duration.ofSeconds(29),
                "measure",
                Duration.ofHours(2)));
    FunctionSpec f = scenario.functions().getFirst();
    assertThat(f.durations())
        .isEqualTo(Durations.hanging(0.05, Durations.fixed(Duration.ofSeconds(1))));
    assertThat(f.error())
        .isEqualTo(
            new ScriptedError("ThrottlingException", "Rate exceeded (DynamoDB UpdateItem)", true));
    assertThat(f.setup().runtime()).isEqualTo(LambdaRuntime.NODE);
    // 3 of the 5 reserved are provisioned: together they claim 5.
    assertThat(f.claimed()).isEqualTo(5);
    FunctionSetup.EventSource source = f.setup().eventSources().getFirst();
    assertThat(source.perSecond()).isEqualTo(5);
    assertThat(source.window()).isEqualTo(Duration.ofHours(3));
    assertThat(source.polling()).isEqualTo(new Polling(2, Duration.ofMinutes(1)));
    History burst = scenario.history().getFirst();
    assertThat(burst.qualifier()).isEqualTo("live");
    assertThat(burst.at()).isEqualTo(Duration.ofHours(3));
    assertThat(burst.lasting()).isEqualTo(Duration.ofSeconds(10));
    assertThat(burst.invocation()).isEqualTo(Invocation.ASYNC);
  }

  @Test
  void whatCannotHappen_isRefusedWithItsLine() {
    assertThat(
            problems(
                """
                truth: none-found
                also: [Nope]
                account: {callerRate: 5}
                probe: all
                caller: {timeout: 29s}
                functions:
                  - name: f
                    duration: 1s
                    reserved: 2
                    versions: 1
                    provisioned: {1: 3}
                    failsWith: "E: x"
                    eventSources:
                      - {source: "arn:aws:sqs:us-east-1:1:q", window: 1h}
                      - {source: "arn:aws:sqs:us-east-1:1:q", qualifier: live}
                history:
                  - {function: f, qualifier: live, window: 1h, rate: 1/s}
                  - {function: f, window: 1h, at: 1h, lasting: 2h, rate: 1/s}
                  - {function: f, at: 1h, rate: 1/s}
                  - {function: f, rate: 1/s}
                """))
        .containsExactly(
            "s.yaml:2: also: must be a cause, in lower-case words joined by '-'. Found: a list",
            "s.yaml:3: account.callerRate: must be a rate above zero, such as 0.5/s, 30/min or 10/h. Found: 5",
            "s.yaml:4: probe: must be one of measure, reproduce, prove. Found: all",
            "s.yaml:5: caller.kind: is missing",
            "s.yaml:11: functions[0].provisioned: must not be more than the 2 that are reserved; these are 3. Found: a mapping",
            "s.yaml:12: functions[0].failsWith: needs fails above 0; nothing raises it. Found: E: x",
            "s.yaml:14: functions[0].eventSources[0]: needs a rate for its window or visibility; without one nothing arrives",
            "s.yaml:14: functions[0].eventSources: must invoke versions and aliases of the function; there is no live. Found: a list",
            "s.yaml:17: history[0].qualifier: must be a version or an alias of f. Found: live",
            "s.yaml:18: history[1].window: can't stand beside at and lasting. Found: 1h",
            "s.yaml:18: history[1].lasting: must not be longer ago than at; history ends now. Found: 2h",
            "s.yaml:19: history[2].lasting: is missing",
            "s.yaml:20: history[3]: needs a window, or at and lasting");
  }

  @Test
  void aBadScenario_isToldAllItsProblemsAtOnce() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() ->
            Scenario.parse(
                """
                account: {concurrency: 0}
                functions:
                  - name: DelayFunction
                    timeout: 15
                    reservd: 1
                    duration: {p50: 9s, p99: 2s}
                  - name: DelayFunction
                    duration: []
                    fails: 1.5
                    logFormat: xml
                client: {id: aws-cly, readTimeout: 2}
                traffic:
                  - {function: DelayFunktion, rate: 5, invocation: sync}
                histroy: []
                logs: 2s
                faults:
                  - {api: "logs:FilterLogEvent", error: ThrottlingException, status: 200}
                  - {api: "logs:FilterLogEvents"}
                """,
                "bad.yaml"))
        .withMessage(
            """
            bad.yaml can't be played. Problems: 18
            bad.yaml:1: truth: is missing
            bad.yaml:1: account.concurrency: must be a whole number from 1 to 1000000. Found: 0
            bad.yaml:4: functions[0].timeout: A duration carries its unit, because nobody can know \
            it: write 15s or 15ms. Found: 15
            bad.yaml:5: functions[0].reservd: no such key; the nearest is 'reserved'
            bad.yaml:6: functions[0].duration: A log-normal duration has 0 < p50 <= p99. Found: p50 \
            PT9S, p99 PT2S
            bad.yaml:7: functions[1].name: must be the name of one function alone. Found: \
            DelayFunction
            bad.yaml:8: functions[1].duration: must name at least one duration. Found: an empty list
            bad.yaml:9: functions[1].fails: must be a share between 0 and 1. Found: 1.5
            bad.yaml:10: functions[1].logFormat: must be one of text, json. Found: xml
            bad.yaml:11: client.id: must be one of %s; the nearest is 'aws-cli'. Found: aws-cly
            bad.yaml:11: client.readTimeout: A duration carries its unit, because nobody can know it: \
            write 2s or 2ms. Found: 2
            bad.yaml:13: traffic[0].function: must be one of the scenario's functions; the nearest \
            is 'DelayFunction'. Found: DelayFunktion
            bad.yaml:13: traffic[0].rate: must be a rate above zero, such as 0.5/s, 30/min or 10/h. \
            Found: 5
            bad.yaml:14: histroy: no such key; the nearest is 'history'
            bad.yaml:15: logs: must be a mapping of keys. Found: 2s
            bad.yaml:17: faults[0].api: must be one of %s; the nearest is 'logs:FilterLogEvents'. \
            Found: logs:FilterLogEvent
            bad.yaml:17: faults[0].status: must be an HTTP status of an error, 400 to 599. Found: 200
            bad.yaml:18: faults[1]: needs an error or a latency; without either nothing happens\
            """
                .formatted(clientIds(), String.join(", ", Apis.NAMES)));
  }

  private static String clientIds() {
    return Arrays.stream(ClientId.values()).map(ClientId::id).collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "6; A duration carries its unit, because nobody can know it: write 6s or 6ms. Found: 6",
        "-1s; must not be negative. Found: -1s",
        "PT-1S; must not be negative. Found: PT-1S",
        "6sec; The unit of a duration is one of ms, s, m, h and d, in small letters. Found: 6sec"
      })
  void aDuration_isRefusedAsEverywhere(String duration, String problem) {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() ->
            Scenario.parse(
                "truth: none-found\nfunctions: [{name: f, duration: '%s'}]\n".formatted(duration),
                "d.yaml"))
        .withMessage(
            "d.yaml can't be played. Problems: 1\nd.yaml:2: functions[0].duration: " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0/s", "5/d", "5/m", "/s", "-1/s"})
  void aRateWithoutAUnit_isRefused(String rate) {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() ->
            Scenario.parse(
                "truth: none-found\nfunctions: [{name: f, duration: 1s}]\n"
                    + "traffic: [{function: f, rate: %s}]\n".formatted(rate),
                "r.yaml"))
        .withMessage(
            "r.yaml can't be played. Problems: 1\n"
                + "r.yaml:3: traffic[0].rate: must be a rate above zero, such as 0.5/s, 30/min or"
                + " 10/h. Found: "
                + rate);
  }

  @Test
  void whatIsNotYaml_isRefusedWithItsLine() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> Scenario.parse("truth: [\n", "broken.yaml"))
        .withMessage(
            "broken.yaml can't be played. Problems: 1\n"
                + "broken.yaml:2: not YAML: expected the node content, but found '<stream end>'");
  }

  @Test
  void noFunctionIsBeyondLambdasLimits() {
    assertThat(
            problems(
                """
                truth: none-found
                account: {concurrency: 1000001}
                functions:
                  - {name: a, duration: 1s, timeout: 91m, memory: 10241}
                  - {name: b, duration: 1s, timeout: 90m, memory: 10240}
                  - {name: c, duration: 1s, memory: 127}
                """))
        .containsExactly(
            "s.yaml:2: account.concurrency: must be a whole number from 1 to 1000000. Found: 1000001",
            "s.yaml:4: functions[0].timeout: must be at most 90 minutes, as Lambda's timeouts are. Found: 91m",
            "s.yaml:4: functions[0].memory: must be a whole number from 128 to 10240. Found: 10241",
            "s.yaml:6: functions[2].memory: must be a whole number from 128 to 10240. Found: 127");
  }

  @Test
  void aFunctionWithoutAName_isNeverOfferedAsOne() {
    assertThat(
            problems(
                """
                truth: none-found
                functions: [{duration: 1s}, {duration: 1s}]
                traffic: [{function: Nope, rate: 1/s}]
                """))
        .containsExactly(
            "s.yaml:2: functions[0].name: is missing", "s.yaml:2: functions[1].name: is missing");
  }

  @Test
  void aFileWithoutFunctions_isToldSo() {
    assertThat(problems("truth: none-found\n"))
        .containsExactly("s.yaml:1: functions: must name at least one function");
    assertThat(problems("truth: none-found\nfunctions: []\n"))
        .containsExactly(
            "s.yaml:2: functions: must name at least one function. Found: an empty list");
  }

  @Test
  void aKeyThatIsNoText_isRefused() {
    assertThat(problems("truth: none-found\n[a]: 1\nfunctions: [{name: f, duration: 1s}]\n"))
        .containsExactly("s.yaml:2: the file: must have texts as keys. Found: a list");
  }

  @Test
  void whatYamlItselfLimits_isRefusedWithTheFilesName() {
    String limits =
        "s.yaml:1: must have at most 1000000 characters, 50 levels and 50 aliases of lists or mappings";
    assertThat(problems("a: &a [1]\nb: [" + "*a, ".repeat(51) + "]\n")).containsExactly(limits);
    assertThat(problems("[".repeat(60) + "]".repeat(60))).containsExactly(limits);
    assertThat(problems("truth: " + "x".repeat(1_000_001))).containsExactly(limits);
    assertThat(problems("truth: none-found\n# \u0007\n"))
        .containsExactly("s.yaml:2: not YAML: it has the character U+0007");
  }

  @Test
  void aFolder_isNoScenario(@TempDir Path folder) {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> Scenario.load(folder))
        .satisfies(refused ->
            assertThat(refused.problems())
                .containsExactly(folder + ":1: must be a file. Found: a directory"));
  }

  @Test
  void aFileThatIsNotUtf8_isRefusedWithTheLine(@TempDir Path folder) throws IOException {
    // In ISO 8859-1, u with two dots is the one byte fc, which begins nothing in UTF-8.
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "truth: none-found\n# f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> Scenario.load(file))
        .satisfies(refused ->
            assertThat(refused.problems())
                .containsExactly(file + ":2: must be UTF-8. Found: the byte 0xfc"));
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ScenarioException.class, () -> Scenario.parse(yaml, "s.yaml"))
        .problems();
  }

  @Test
  void anEmptyFile_isRefused() {
    assertThatExceptionOfType(ScenarioException.class)
        .isThrownBy(() -> Scenario.parse("# nothing\n", "empty.yaml"))
        .withMessage("empty.yaml can't be played. Problems: 1\nempty.yaml:1: the file is empty");
  }
}
