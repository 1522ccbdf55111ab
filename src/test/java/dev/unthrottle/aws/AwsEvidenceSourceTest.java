package dev.unthrottle.aws;

import static dev.unthrottle.aws.Answers.execution;
import static dev.unthrottle.aws.Answers.page;
import static dev.unthrottle.aws.ScriptedAws.error;
import static dev.unthrottle.aws.ScriptedAws.json;
import static dev.unthrottle.aws.ScriptedAws.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.Answers.Line;
import dev.unthrottle.aws.ScriptedAws.Reply;
import dev.unthrottle.aws.ScriptedAws.Request;
import dev.unthrottle.aws.ScriptedAws.Series;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.DownstreamThrottle;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestCredentials.class)
class AwsEvidenceSourceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Window DAY = Window.endingAt(NOW, Duration.ofHours(24));
  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");
  private static final String GROUP = "/aws/lambda/DelayFunction";

  /** What is asked about a function without qualifier. */
  private static final List<String> USUAL =
      List.of(
          "cloudwatch:GetMetricData",
          "lambda:GetAccountSettings",
          "lambda:GetFunction",
          "lambda:GetFunctionEventInvokeConfig",
          "lambda:ListEventSourceMappings",
          "lambda:ListProvisionedConcurrencyConfigs",
          "logs:FilterLogEvents");

  /** Nothing is waited for, because the clock stands still. */
  private static final Pause AT_ONCE = length -> {};

  private ScriptedAws aws;
  private AwsClients clients;
  private AwsEvidenceSource source;

  @BeforeEach
  void start() throws IOException {
    aws = Answers.usual(new ScriptedAws());
    clients = new AwsClients(aws.target());
    source = new AwsEvidenceSource(clients, InstantSource.fixed(NOW), AT_ONCE);
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void everythingInItsUsualPlace_takesSixCallsSideBySide_andOneMore() {
    // Six wait for each other: were one sent only after another's answer, all would wait in vain.
    CyclicBarrier six = new CyclicBarrier(6);
    for (String api : USUAL) {
      if (!api.equals("lambda:GetFunctionEventInvokeConfig")) {
        aws.on(api, together(six, aws.scripted(api)));
      }
    }

    Evidence evidence = source.gather(FUNCTION, DAY);

    assertThat(evidence.gaps()).isEmpty();
    assertThat(source.callsMade()).isEqualTo(7);
    assertThat(aws.apis()).containsExactlyElementsOf(USUAL);
  }

  private static Function<Request, Reply> together(
      CyclicBarrier all, Function<Request, Reply> reply) {
    return request -> {
      try {
        all.await(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        return error(400, "NotSideBySide", "The other calls didn't come: " + e);
      }
      return reply.apply(request);
    };
  }

  @Test
  void getFunction_tellsSettingsAndReservationAtOnce() {
    Evidence evidence = source.gather(FUNCTION, DAY);

    assertThat(evidence.settings().value())
        .contains(
            new FunctionSettings(
                "DelayFunction",
                "arn:aws:lambda:eu-west-1:111122223333:function:DelayFunction",
                "$LATEST",
                Duration.ofMinutes(15),
                128,
                "java25",
                "arm64",
                new LogSettings(GROUP, false, null)));
    assertThat(evidence.reservation().value()).contains(Reservation.of(1));
    assertThat(evidence.account().value()).contains(new AccountSettings(1000, 999));
    assertThat(evidence.at()).isEqualTo(NOW);
  }

  @Test
  void aFunctionWithoutReservation_hasNone_andOneWithZeroHasZero() {
    aws.on(
        "lambda:GetFunction",
        json("{\"Configuration\":%s}".formatted(Answers.configuration(GROUP))));
    assertThat(source.gather(FUNCTION, DAY).reservation().value()).contains(Reservation.NONE);
    clients.close();
    clients = new AwsClients(aws.target());
    source = new AwsEvidenceSource(clients, InstantSource.fixed(NOW), AT_ONCE);
    aws.on(
        "lambda:GetFunction",
        json(
            "{\"Configuration\":%s,\"Concurrency\":{\"ReservedConcurrentExecutions\":0}}"
                .formatted(Answers.configuration(GROUP))));
    assertThat(source.gather(FUNCTION, DAY).reservation().value()).contains(Reservation.of(0));
  }

  @Test
  void whereGetFunctionIsDenied_twoLesserCallsTakeItsPlace() {
    aws.on("lambda:GetFunction", error(403, "AccessDeniedException", "not authorized"))
        .on("lambda:GetFunctionConfiguration", json(Answers.configuration(GROUP)))
        .on("lambda:GetFunctionConcurrency", json("{\"ReservedConcurrentExecutions\":1}"));

    Evidence evidence = source.gather(FUNCTION, DAY);

    assertThat(evidence.gaps()).isEmpty();
    assertThat(evidence.settings().value()).get().extracting("memoryMb").isEqualTo(128);
    assertThat(evidence.reservation().value()).contains(Reservation.of(1));
    assertThat(source.callsMade()).isEqualTo(9);
  }

  @Test
  void aDeniedCall_costsItsOwnEvidenceAndNoOther() {
    aws.on("logs:FilterLogEvents", error(400, "AccessDeniedException", "not authorized"));

    Evidence evidence = source.gather(FUNCTION, DAY);

    assertThat(evidence.gaps())
        .containsExactly(
            new Gap(
                Gap.Kind.ACCESS_DENIED,
                "the function's log lines",
                "logs:FilterLogEvents",
                "logs:FilterLogEvents",
                "AWS denied logs:FilterLogEvents on /aws/lambda/DelayFunction:"
                    + " allow the action logs:FilterLogEvents for whoever runs this."));
    assertThat(evidence.settings().value()).isPresent();
    assertThat(evidence.metrics().value()).isPresent();
  }

  @Test
  void aQualifier_isPassedOn_butTheReservationIsTheFunctions() {
    String configuration = Answers.configuration(GROUP);
    aws.on(
            "lambda:GetFunction",
            request ->
                request.uri().toString().endsWith("?Qualifier=live")
                    ? json("{\"Configuration\":%s}".formatted(configuration))
                    : Answers.function(GROUP))
        .on(
            "lambda:GetAlias",
            json(
                """
                {"Name":"live","FunctionVersion":"3",\
                "RoutingConfig":{"AdditionalVersionWeights":{"4":0.25}}}\
                """));

    Evidence evidence = source.gather(FunctionRef.parse("DelayFunction:live"), DAY);

    assertThat(evidence.reservation().value()).contains(Reservation.of(1));
    assertThat(aws.requests("lambda:GetFunction"))
        .extracting(request -> request.uri().toString())
        .containsExactlyInAnyOrder(
            "/2015-03-31/functions/DelayFunction",
            "/2015-03-31/functions/DelayFunction?Qualifier=live");
    assertThat(evidence.surroundings().routing().value())
        .contains(new Routing(Map.of("3", 0.75, "4", 0.25)));
    // The usual seven, one more GetFunction, and GetAlias.
    assertThat(source.callsMade()).isEqualTo(9);
  }

  @Test
  void aThrottledCall_isTriedThreeTimes_andEveryTryCounts() {
    AtomicInteger tries = new AtomicInteger();
    aws.on(
        "lambda:GetAccountSettings",
        _ ->
            tries.incrementAndGet() < 3
                ? error(429, "TooManyRequestsException", "Rate exceeded")
                : Answers.ACCOUNT);

    Evidence evidence = source.gather(FUNCTION, DAY);

    // 3 tries of GetAccountSettings, and the six other calls.
    assertThat(source.callsMade()).isEqualTo(9);
    assertThat(evidence.gaps()).isEmpty();
  }

  @Test
  void executions_areReadFromTheLogs() throws IOException {
    aws.on("logs:FilterLogEvents", page(null, execution("one", NOW.minusSeconds(600))));

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    assertThat(logs.complete()).isTrue();
    assertThat(logs.window()).isEqualTo(DAY);
    assertThat(logs.invocations())
        .singleElement()
        .satisfies(run -> {
          assertThat(run.requestId()).isEqualTo("one");
          assertThat(run.duration()).isEqualTo(Duration.ofSeconds(70));
          assertThat(run.status()).isEqualTo(Invocation.Status.SUCCEEDED);
        });
    JsonNode asked = body(aws.requests("logs:FilterLogEvents").getFirst());
    assertThat(asked.get("logGroupName").asText()).isEqualTo(GROUP);
    assertThat(asked.get("startTime").asLong()).isEqualTo(DAY.from().toEpochMilli());
    // CloudWatch includes the end, a window doesn't: one millisecond less.
    assertThat(asked.get("endTime").asLong()).isEqualTo(NOW.toEpochMilli() - 1);
    assertThat(asked.get("filterPattern").asText())
        .isEqualTo(
            "?\"START RequestId:\" ?\"END RequestId:\" ?\"REPORT RequestId:\" ?\"INIT_REPORT\""
                + " ?\"Task timed out after\" ?\"Runtime exited\" ?\"platform.\""
                + " ?\"ThrottlingException\" ?\"TooManyRequestsException\""
                + " ?\"ProvisionedThroughputExceededException\" ?\"RequestLimitExceeded\""
                + " ?\"RequestThrottled\" ?\"ThrottledException\" ?\"SlowDown\""
                + " ?\"Rate exceeded\"");
  }

  @Test
  void aThrottleInsideTheFunction_isFoundBesideItsExecution_andItsTextIsNotKept() {
    Instant start = NOW.minusSeconds(600);
    List<Line> lines = new ArrayList<>(execution("one", start));
    lines.add(
        1,
        new Line(
            start.plusSeconds(9),
            lines.getFirst().stream(),
            "[ERROR] ClientError: An error occurred (ThrottlingException) when calling the PutItem"
                + " operation: secret of a customer"));
    aws.on("logs:FilterLogEvents", page(null, lines));

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    assertThat(logs.downstream())
        .containsExactly(
            new DownstreamThrottle(
                "one", start.plusSeconds(9), "ThrottlingException", null, "PutItem"));
    assertThat(logs.invocations()).hasSize(1);
  }

  @Test
  void aWindowShorterThanAMillisecond_stillAsksForOne() {
    FunctionSettings settings = source.gather(FUNCTION, DAY).settings().value().orElseThrow();
    Window tiny = new Window(NOW, NOW.plusNanos(10));

    assertThat(source.logs(settings, tiny).value()).isPresent();
    assertThat(source.metrics(settings, tiny).value()).isPresent();

    JsonNode asked = body(aws.requests("logs:FilterLogEvents").getLast());
    assertThat(asked.get("startTime").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(asked.get("endTime").asLong()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void anotherLogGroup_isReadOnceItIsKnown_andOnlyTheFunctionsStreamsOfIt() {
    List<Line> shared =
        Stream.of(
                execution("mine", NOW.minusSeconds(600), "2026/11/22/DelayFunction[$LATEST]0f"),
                execution("longer", NOW.minusSeconds(500), "2026/11/22/DelayFunction2[$LATEST]0f"),
                execution("other", NOW.minusSeconds(400), "2026/11/22/Other[3]0f"))
            .flatMap(List::stream)
            .toList();
    aws.on("lambda:GetFunction", Answers.function("/shared"))
        .on(
            "logs:FilterLogEvents",
            request ->
                body(request).get("logGroupName").asText().equals("/shared")
                    ? page(null, shared)
                    : error(400, "ResourceNotFoundException", "The specified log group…"));

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    assertThat(logs.group()).isEqualTo("/shared");
    assertThat(logs.invocations()).extracting(Invocation::requestId).containsExactly("mine");
    assertThat(source.callsMade()).isEqualTo(8);
  }

  @Test
  void emptyPages_areFollowedToTheOneThatHasSomething() {
    aws.on(
        "logs:FilterLogEvents",
        request -> {
          String token = body(request).path("nextToken").asText();
          return switch (token) {
            case "" -> page("a", List.of());
            case "a" -> page("b", List.of());
            default -> page(null, execution("late", NOW.minusSeconds(600)));
          };
        });

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    assertThat(logs.complete()).isTrue();
    assertThat(logs.invocations()).extracting(Invocation::requestId).containsExactly("late");
  }

  @Test
  void logsThatNeverEnd_areGivenUp_andSaidToBeIncomplete() {
    aws.on("lambda:GetFunction", error(403, "AccessDeniedException", "not authorized"))
        .on("lambda:GetFunctionConfiguration", json(Answers.configuration(GROUP)))
        .on("lambda:GetFunctionConcurrency", json("{}"))
        .on("logs:FilterLogEvents", page("more", List.of()))
        .on("cloudwatch:GetMetricData", metrics("more"));

    Evidence evidence = source.gather(FUNCTION, DAY);

    assertThat(evidence.logs().value()).get().extracting("complete").isEqualTo(false);
    assertThat(evidence.metrics().value()).get().extracting("complete").isEqualTo(false);
    // The usual six, GetFunction's 2 substitutes, and another page of metrics. The last call is
    // kept
    // for the logs, but no round trip is left for them.
    assertThat(source.callsMade()).isEqualTo(9);
  }

  @Test
  void moreLogsThanCanBeRead_areReadFromTheirEnd() {
    // One execution every 6 minutes of the day, 240 in all, and at most 40 events on a page:
    // a page holds 20 executions, which is 2 hours.
    List<Line> all =
        IntStream.range(0, 240)
            .mapToObj(i -> execution("run-" + i, DAY.from().plusSeconds(360L * i)))
            .flatMap(List::stream)
            .toList();
    aws.on("logs:FilterLogEvents", request -> paged(all, 40, request));

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    // The first page reached 1 h 55 min 10 s = 6,910 s. Three slices of ¾ of that: 15,547.5 s.
    assertThat(logs.complete()).isFalse();
    assertThat(logs.window().to()).isEqualTo(NOW);
    assertThat(logs.window().length())
        .isBetween(Duration.ofSeconds(15_547), Duration.ofSeconds(15_548));
    List<String> read = logs.invocations().stream().map(Invocation::requestId).toList();
    assertThat(read).endsWith("run-238", "run-239").doesNotContain("run-0").doesNotHaveDuplicates();
    assertThat(source.callsMade()).isEqualTo(10);
  }

  @Test
  void slicesThatMeetTheFirstPage_makeTheWindowWhole() {
    // 60 executions on the day and 20 on a page: 3 slices of ¾ of the first 8 hours don't do it,
    // but with 32 on a page (0.75 × 3 × 12.8 h > 11.2 h) they do.
    List<Line> all =
        IntStream.range(0, 60)
            .mapToObj(i -> execution("run-" + i, DAY.from().plusSeconds(1440L * i)))
            .flatMap(List::stream)
            .toList();
    aws.on("logs:FilterLogEvents", request -> paged(all, 64, request));

    LogEvidence logs = source.gather(FUNCTION, DAY).logs().value().orElseThrow();

    assertThat(logs.complete()).isTrue();
    assertThat(logs.invocations()).hasSize(60).doesNotHaveDuplicates();
    assertThat(logs.invocations()).allMatch(run -> run.duration() != null);
  }

  private static Reply paged(List<Line> all, int size, Request request) {
    JsonNode asked = body(request);
    List<Line> found = new ArrayList<>();
    for (Line line : all) {
      long at = line.at().toEpochMilli();
      if (at >= asked.get("startTime").asLong() && at <= asked.get("endTime").asLong()) {
        found.add(line);
      }
    }
    return found.size() <= size ? page(null, found) : page("more", found.subList(0, size));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"logGroups\":[{\"logGroupName\":\"/aws/lambda/DelayFunction\",\"storedBytes\":0}]}"
            + " | it is empty, because the function's role may not write logs or its lines were deleted.",
        "{\"logGroups\":[{\"logGroupName\":\"/aws/lambda/DelayFunction\",\"storedBytes\":9}]}"
            + " | its lines are late, or the function's role may not write logs any more.",
        "{\"logGroups\":[]}"
            + " | its lines are late, or the function's role may not write logs any more.",
      })
  void executionsWithoutALine_areExplained(String groups, String why) {
    aws.on("logs:DescribeLogGroups", json(groups))
        .on(
            "cloudwatch:GetMetricData",
            metrics(
                null,
                new Series("invocations", "Complete", NOW.minusSeconds(600), List.of(1.0, 2.0))));

    Gap gap = source.gather(FUNCTION, DAY).logs().gap().orElseThrow();

    assertThat(gap.kind()).isEqualTo(Gap.Kind.NOT_RECORDED);
    assertThat(gap.why())
        .isEqualTo(
            "The log group /aws/lambda/DelayFunction has no line of the function, though it ran 3"
                + " times in the window: "
                + why);
  }

  @Test
  void aGroupThatWasDeleted_isToldFromAFunctionThatNeverRan() {
    aws.on("logs:FilterLogEvents", error(400, "ResourceNotFoundException", "no such group"))
        .on(
            "cloudwatch:GetMetricData",
            metrics(
                null, new Series("invocations", "Complete", NOW.minusSeconds(600), List.of(1.0))));

    Gap gap = source.gather(FUNCTION, DAY).logs().gap().orElseThrow();

    assertThat(gap.kind()).isEqualTo(Gap.Kind.NOT_FOUND);
    assertThat(gap.why())
        .isEqualTo(
            "logs:FilterLogEvents found no log group /aws/lambda/DelayFunction, though the function"
                + " ran once in the window: the group was deleted, or the function's role may"
                + " not write logs.");
  }

  @Test
  void metrics_areAskedForAtOnce_andAMissingPointIsNoTraffic() {
    aws.on(
        "cloudwatch:GetMetricData",
        metrics(
            null,
            new Series("throttles", "Complete", NOW.minusSeconds(600), List.of(2.0, 3.0)),
            new Series("invocations", "Complete", NOW.minusSeconds(600), List.of(1.0)),
            new Series("errors", "Complete", NOW, List.of())));

    MetricEvidence metrics = source.gather(FUNCTION, DAY).metrics().value().orElseThrow();

    assertThat(metrics.period()).isEqualTo(Duration.ofMinutes(1));
    assertThat(metrics.complete()).isTrue();
    assertThat(metrics.points(Metric.THROTTLES))
        .containsExactly(
            new MetricEvidence.Point(NOW.minusSeconds(600), 2),
            new MetricEvidence.Point(NOW.minusSeconds(540), 3));
    assertThat(metrics.sum(Metric.THROTTLES)).isEqualTo(5);
    assertThat(metrics.max(Metric.ERRORS)).isEmpty();
    assertThat(metrics.max(Metric.DURATION_P99)).isEmpty();
    assertThat(aws.requests("cloudwatch:GetMetricData")).hasSize(1);
  }

  @Test
  void partialMetrics_areSaidToBeIncomplete() {
    aws.on(
        "cloudwatch:GetMetricData",
        metrics(null, new Series("throttles", "PartialData", NOW.minusSeconds(600), List.of(2.0))));

    MetricEvidence metrics = source.gather(FUNCTION, DAY).metrics().value().orElseThrow();

    assertThat(metrics.complete()).isFalse();
    assertThat(metrics.sum(Metric.THROTTLES)).isEqualTo(2);
  }

  @Test
  void pagesOfMetrics_arePutTogether() {
    AtomicInteger pages = new AtomicInteger();
    aws.on(
        "cloudwatch:GetMetricData",
        _ ->
            pages.incrementAndGet() == 1
                ? metrics(
                    "next",
                    new Series("throttles", "PartialData", NOW.minusSeconds(600), List.of(2.0)))
                : metrics(
                    null,
                    new Series("throttles", "Complete", NOW.minusSeconds(300), List.of(3.0))));

    MetricEvidence metrics = source.gather(FUNCTION, DAY).metrics().value().orElseThrow();

    assertThat(metrics.complete()).isTrue();
    assertThat(metrics.sum(Metric.THROTTLES)).isEqualTo(5);
  }

  private static JsonNode body(Request request) {
    try {
      return new ObjectMapper().readTree(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
