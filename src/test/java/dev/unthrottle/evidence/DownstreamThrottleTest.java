package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownstreamThrottleTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ID = "9f1ab0d6-1111-4222-8333-000000000001";
  private static final String OTHER = "0c3d5e7f-1111-4222-8333-00000000000a";
  private static final String STREAM = "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef";

  private static final String FIRST = "START RequestId: " + ID + " Version: $LATEST\n";
  private static final String LAST =
      "END RequestId: %1$s\nREPORT RequestId: %1$s\tDuration: 2000.00 ms\tBilled Duration: 2000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n"
          .formatted(ID);

  private static LogEvent line(String message) {
    return new LogEvent(NOW, STREAM, message);
  }

  private static Invocation execution(String id, Duration since) {
    return new Invocation(
        id,
        NOW.minus(since),
        NOW.plusSeconds(1),
        Duration.ofSeconds(2),
        null,
        null,
        null,
        null,
        Invocation.Status.SUCCEEDED,
        STREAM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "An error occurred (ThrottlingException) when calling the StartExecution operation (reached max retries: 4): Rate exceeded | ThrottlingException | - | StartExecution",
        "operation error DynamoDB: PutItem, https response error StatusCode: 400, ProvisionedThroughputExceededException: too fast | ProvisionedThroughputExceededException | DynamoDB | PutItem",
        "software.amazon.awssdk.services.lambda.model.TooManyRequestsException: Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: x) | TooManyRequestsException | Lambda | -",
        "com.amazonaws.services.dynamodbv2.model.RequestLimitExceeded (Service: AmazonDynamoDBv2; Status Code: 400) | RequestLimitExceeded | DynamoDBv2 | -",
        "<Error><Code>SlowDown</Code></Error> | SlowDown | - | -",
        "Rate exceeded | Rate exceeded | - | -",
      })
  void names_areTakenFromTheFormsOfEverySdk(
      String message, String error, String service, String operation) {
    assertThat(DownstreamThrottle.in(List.of(line(message)), List.of()))
        .containsExactly(new DownstreamThrottle(null, NOW, error, service, operation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MyThrottlingExceptionHandler is ready",
        "SlowDownload finished",
        "rate exceeded 5 %",
        "REPORT RequestId: 9f1ab0d6-1111-4222-8333-000000000001\tDuration: 2.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error\tError Type: ThrottlingException",
      })
  void otherWords_andThePlatformsLines_areNone(String message) {
    assertThat(DownstreamThrottle.in(List.of(line(message)), List.of())).isEmpty();
  }

  @Test
  void theRequestId_isTheExecutions_notTheRefusedCalls() {
    String json =
        """
        {"timestamp":"2026-11-22T12:00:00Z","level":"ERROR","requestId":"%s","message":\
        {"name":"ThrottlingException","$metadata":{"requestId":"%s"}}}\
        """
            .formatted(ID, OTHER);
    String text = "2026-11-22T12:00:00.000Z\t" + ID + "\tERROR\tThrottlingException " + OTHER;
    List<Invocation> known = List.of(execution(ID, Duration.ofSeconds(1)));

    assertThat(DownstreamThrottle.in(List.of(line(json)), List.of()))
        .extracting(DownstreamThrottle::requestId)
        .containsExactly(ID);
    assertThat(DownstreamThrottle.in(List.of(line(text)), known))
        .extracting(DownstreamThrottle::requestId)
        .containsExactly(ID);
  }

  @Test
  void aLineWithoutAnId_belongsToTheOnlyExecutionThatRanInItsStream() {
    LogEvent line = line("[ERROR] ThrottlingException");
    Invocation one = execution(ID, Duration.ofSeconds(1));
    Invocation two = execution(OTHER, Duration.ofSeconds(1));

    assertThat(DownstreamThrottle.in(List.of(line), List.of(one)).getFirst().requestId())
        .isEqualTo(ID);
    // Managed instances run several in a stream at a time.
    assertThat(DownstreamThrottle.in(List.of(line), List.of(one, two)).getFirst().requestId())
        .isNull();
  }

  @Test
  void theNewestAreKept() {
    List<LogEvent> lines =
        IntStream.range(0, 50)
            .mapToObj(i -> new LogEvent(NOW.plusSeconds(i), STREAM, "SlowDown"))
            .toList();

    assertThat(DownstreamThrottle.in(lines.reversed(), List.of()))
        .hasSize(DownstreamThrottle.MOST)
        .extracting(DownstreamThrottle::at)
        .isSorted()
        .startsWith(NOW.plusSeconds(30))
        .endsWith(NOW.plusSeconds(49));
  }

  @Test
  void exportedEvents_tellOfThem_withoutTheirText(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("logs.json"),
        """
        {"events": [
          {"timestamp": %1$d, "logStreamName": "%2$s", "message": "START RequestId: %3$s Version: $LATEST\\n"},
          {"timestamp": %1$d, "logStreamName": "%2$s", "message": "[ERROR] ThrottlingException of jane@example.com"},
          {"timestamp": %1$d, "logStreamName": "%2$s", "message": "END RequestId: %3$s\\n"}]}
        """
            .formatted(NOW.toEpochMilli(), STREAM, ID));

    ExportedEvidence exported = ExportedEvidence.read(folder, FunctionRef.parse("f"));

    assertThat(logs(exported).downstream())
        .containsExactly(new DownstreamThrottle(ID, NOW, "ThrottlingException", null, null));
  }

  private static LogEvidence logs(ExportedEvidence exported) {
    return exported
        .gather(FunctionRef.parse("f"), Window.endingAt(exported.now(), Duration.ofHours(1)))
        .logs()
        .value()
        .orElseThrow();
  }

  @Test
  void exportedText_tellsOfThem_onceForEachMessage(@TempDir Path folder) throws IOException {
    String message =
        """
        [ERROR] jane@example.com could not be saved
        software.amazon.awssdk.services.lambda.model.TooManyRequestsException: (Service: Lambda, Status Code: 429)
        Caused by: ThrottlingException
        """;
    Files.writeString(
        folder.resolve("tail.log"),
        (FIRST + "working\n" + message + LAST)
            .replaceAll(
                "(?m)^(?=START|working|\\[|END|REPORT)",
                "2026-11-22T12:00:00.000Z " + STREAM.replace("$", "\\$") + " "));

    ExportedEvidence exported = ExportedEvidence.read(folder, FunctionRef.parse("f"));

    assertThat(logs(exported).downstream())
        .containsExactly(new DownstreamThrottle(ID, NOW, "ThrottlingException", "Lambda", null));
    assertThat(logs(exported).invocations()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:00.000Z\t%s\tERROR\tThrottlingException: Rate exceeded",
        "[ERROR]\t2026-11-22T12:00:00.000Z\t%s\tThrottlingException",
        "{\"timestamp\":\"2026-11-22T12:00:00.000Z\",\"error\":\"ThrottlingException\",\"requestId\":\"%s\"}",
        "{\"timestamp\":\"2026-11-22T12:00:00.000Z\",\"error\":\"ThrottlingException\",\"requestId\":\"%s\",\"idempotencyKey\":\"7\"}",
      })
  void textWithoutTimes_tellsOfThemWhereTheLoggerWritesOne(String line, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("bare.log"), FIRST + line.formatted(ID) + "\n" + LAST);

    ExportedEvidence exported = ExportedEvidence.read(folder, FunctionRef.parse("f"));

    // Nobody knows when the execution began, so only its line counts it in.
    assertThat(logs(exported).invocations()).isEmpty();
    assertThat(logs(exported).complete()).isFalse();
    assertThat(logs(exported).downstream())
        .extracting(DownstreamThrottle::at, DownstreamThrottle::error)
        .containsExactly(tuple(NOW, "ThrottlingException"));
  }
}
