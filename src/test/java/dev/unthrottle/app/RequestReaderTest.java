package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.unthrottle.app.Problem.Finding;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @Test
  void aWholeRequest_isRead() {
    DiagnosisRequest request =
        read(
            """
            {"function": "DelayFunction",
             "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "60s"},
             "error": "Rate Exceeded.", "caller": {"kind": "lambda", "timeout": "2m"},
             "window": "PT1H",
             "probe": {"plan": "prove", "payload": {"a": [1.50, null]}, "allowExclusive": true}}
            """);
    assertThat(request.client()).isNotNull();
    assertThat(request.client().id()).isEqualTo(ClientId.AWS_CLI);
    assertThat(request.client().readTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(request.window()).isEqualTo(Duration.ofHours(1));
    assertThat(request.probe()).isNotNull();
    assertThat(request.probe().payload()).isEqualTo("{\"a\":[1.50,null]}");
    assertThat(request.probe().allowExclusive()).isTrue();
  }

  @Test
  void theFunction_isAllThatIsRequired() {
    DiagnosisRequest request = read("{\"function\": \"f\"}");
    assertThat(request.window()).isEqualTo(DiagnosisRequest.DEFAULT_WINDOW);
    assertThat(request.probe()).isNull();
    assertThat(request.client()).isNull();
  }

  @Test
  void everyProblem_isToldAtOnce_withItsPlace() {
    List<Finding> findings =
        findings(
            """
            {"function": "arn:aws:lambda:nowhere", "clint": 1, "window": "-1s",
             "client": {"id": "aws-cly", "readTimeout": 60, "maxAttempts": 0},
             "caller": {"timeout": "0s"},
             "probe": {"plan": "proof", "maxInvocations": 1.5, "allowExclusive": "yes"}}
            """);
    assertThat(findings)
        .extracting(Finding::pointer)
        .containsExactlyInAnyOrder(
            "/function",
            "/clint",
            "/window",
            "/client/id",
            "/client/readTimeout",
            "/client/maxAttempts",
            "/caller/kind",
            "/caller/timeout",
            "/probe/plan",
            "/probe/maxInvocations",
            "/probe/allowExclusive");
  }

  @Test
  void aSettingsProblem_isToldBesideTheOthers_whereItStands() {
    List<Finding> findings =
        findings(
            """
            {"function": "f", "client": {"id": "aws-cli", "maxAttempts": 1.5, "version": 2.31,
             "settings": {"nope": 1, "a/b": 2, "--cli-read-timeout": "soon"}}}
            """);
    assertThat(findings)
        .extracting(Finding::pointer, Finding::found)
        .containsExactlyInAnyOrder(
            tuple("/client/version", "2.31"),
            tuple("/client/maxAttempts", "1.5"),
            tuple("/client/settings/nope", "1"),
            tuple("/client/settings/a~1b", "2"),
            tuple("/client/settings/--cli-read-timeout", "soon"));
    assertThat(findings).extracting(Finding::rule).noneMatch(rule -> rule.contains("Found:"));
  }

  @Test
  void aBareNumber_isNoDuration() {
    assertThat(findings("{\"function\": \"f\", \"window\": 60}"))
        .containsExactly(
            new Finding(
                "/window",
                "A duration carries its unit, because nobody can know it: write 60s or 60ms.",
                "60"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "60; A duration carries its unit, because nobody can know it: write 60s or 60ms",
        "60sec; The unit of a duration is one of ms, s, m, h and d, in small letters",
        "60S; The unit of a duration is one of ms, s, m, h and d, in small letters",
        "9223372036854775807ms; A duration is at most 100 years",
        "16d; This is a duration longer than zero and at most 15d, such as 60s, 1500ms or PT1M",
        "0s; This is a duration longer than zero and at most 15d, such as 60s, 1500ms or PT1M"
      })
  void aDurationThatIsWrong_isToldWhatIsWrongWithIt(String text, String rule) {
    assertThat(findings("{\"function\": \"f\", \"window\": \"" + text + "\"}"))
        .containsExactly(new Finding("/window", rule + ".", text));
  }

  @Test
  void bounds_areWrittenAsPeopleWriteThem() {
    assertThat(
            findings(
                """
                {"function": "f", "client": {"id": "boto3", "readTimeout": "25h"},
                 "caller": {"kind": "step-functions", "timeout": "367d"}}
                """))
        .extracting(Finding::rule)
        .satisfiesExactlyInAnyOrder(
            rule -> assertThat(rule).contains("at most 24h,"),
            rule -> assertThat(rule).contains("at most 366d,"));
  }

  @ParameterizedTest
  @CsvSource({
    "lambda, 901s, 15m",
    "api-gateway-http, 31s, 30s",
    "alb, 4001s, 4000s",
    "sqs, 13h, 12h"
  })
  void aCaller_cannotWaitLongerThanItsKindCan(String kind, String timeout, String most) {
    assertThat(
            findings(
                "{\"function\": \"f\", \"caller\": {\"kind\": \"%s\", \"timeout\": \"%s\"}}"
                    .formatted(kind, timeout)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.pointer()).isEqualTo("/caller/timeout"))
        .satisfies(finding -> assertThat(finding.rule()).contains("at most " + most + ","));
  }

  @Test
  void aCallersAttempts_countTheFirst() {
    String caller = "{\"function\": \"f\", \"caller\": {\"kind\": \"sqs\", \"attempts\": %d}}";
    assertThat(read(caller.formatted(3)).caller())
        .isEqualTo(new CallerLimit(CallerKind.SQS, null, 3));
    assertThat(findings(caller.formatted(0)))
        .extracting(Finding::pointer, Finding::found)
        .containsExactly(tuple("/caller/attempts", "0"));
  }

  @Test
  void anEmptyText_isFound_andAnAbsentOneIsNot() {
    assertThat(findings("{\"function\": \"\", \"client\": {\"id\": \"\", \"version\": \"\"}}"))
        .extracting(Finding::found)
        .containsExactly("\"\"", "\"\"", "\"\"");
    assertThat(findings("{\"client\": {}}")).extracting(Finding::found).containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource({
    "60s, 60",
    "1500ms, 1.5",
    "1.5s, 1.5",
    "0.5m, 30",
    "7d, 604800",
    "2m, 120",
    "24h, 86400",
    "PT1M30S, 90"
  })
  void durations_carryTheirUnit(String text, double seconds) {
    Duration window = read("{\"function\": \"f\", \"window\": \"" + text + "\"}").window();
    assertThat(window.toMillis()).isEqualTo((long) (seconds * 1000));
  }

  @Test
  void anUnknownName_isAnsweredWithTheNearest() {
    assertThat(findings("{\"function\": \"f\", \"windw\": \"1h\"}").getFirst().rule())
        .startsWith("There is no such field. Nearest: window.");
    assertThat(findings("{\"function\": \"f\", \"client\": {\"id\": \"boto\"}}").getFirst().rule())
        .endsWith("Nearest: boto3.");
    assertThat(findings("{\"function\": \"f\", \"zzz\": 1}").getFirst().rule())
        .startsWith("There is no such field. All: function, client,");
    assertThat(findings("{\"function\": \"f\", \"client\": {\"id\": \"cobol\"}}").getFirst().rule())
        .isEqualTo(
            "This is one of aws-cli, boto3, java-v1, java-v2, js-v2, js-v3, go-v1, go-v2, dotnet, powershell, ruby, php, rust, cpp, kotlin, swift.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"f\""})
  void aDocumentThatIsNoObject_isRefused(String text) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(text));
    assertThat(refused.problem().detail())
        .isEqualTo(
            "The request is an object with the fields function, client, error, caller, window,"
                + " probe, idempotent, planOnly.");
  }

  private static DiagnosisRequest read(String json) {
    return RequestReader.read(JsonTree.parse(json), ClientCatalog.bundled());
  }

  private static List<Finding> findings(String json) {
    return catchThrowableOfType(ProblemException.class, () -> read(json)).problem().findings();
  }
}
