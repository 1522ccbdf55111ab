package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.ScriptedAws.Reply;
import dev.unthrottle.aws.ScriptedAws.Request;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much a diagnosis without a probe asks of AWS, and what a denied call costs it. */
@ExtendWith(TestCredentials.class)
class MannersTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Window DAY = Window.endingAt(NOW, Duration.ofHours(24));
  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");

  /** The calls about a function without a qualifier, and what stands in for GetFunction. */
  private static final List<String> CALLS =
      List.of(
          "lambda:GetFunction",
          "lambda:GetFunctionConfiguration",
          "lambda:GetFunctionConcurrency",
          "lambda:GetAccountSettings",
          "lambda:ListProvisionedConcurrencyConfigs",
          "lambda:ListEventSourceMappings",
          "lambda:GetFunctionEventInvokeConfig",
          "cloudwatch:GetMetricData",
          "logs:FilterLogEvents");

  private static Sandbox sandbox(String more) throws IOException {
    String scenario =
        """
        truth: none-found
        functions:
          - name: DelayFunction
            timeout: 15s
            reserved: 9
            duration: 1s
            versions: 2
            aliases: {live: "2, 1: 0.25"}
            provisioned: {live: 3}
            eventSources:
              - {source: "arn:aws:sqs:us-east-1:123456789012:orders", maximumConcurrency: 2}
            async: {retries: 0, maximumAge: 1h}
        history:
          - {function: DelayFunction, window: 24h, rate: 0.01/s, client: {id: boto3}}
        %s
        """
            .formatted(more);
    return Sandbox.start(Scenario.parse(scenario, "test.yaml"), 0, Clock.systemUTC(), 1);
  }

  private static AwsClients clients(Sandbox sandbox) {
    return new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()));
  }

  private static Window lastDay() {
    return Window.endingAt(Clock.systemUTC().instant(), Duration.ofHours(24));
  }

  private static String faults(Stream<String> apis, String what) {
    StringBuilder faults = new StringBuilder("faults:\n");
    apis.forEach(api -> faults.append("  - {api: \"%s\", %s}\n".formatted(api, what)));
    return faults.toString();
  }

  /** The first to ask pays for building clients, so a second function is timed. */
  @Test
  void with50MsAddedToEveryCall_aDiagnosisTakesNoLongerThanThreeOfThem() throws IOException {
    try (Sandbox sandbox = sandbox(faults(CALLS.stream(), "latency: 50ms"));
        AwsClients warm = clients(sandbox)) {
      new AwsEvidenceSource(warm, Clock.systemUTC()).gather(FUNCTION, lastDay());
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        try (AwsClients clients = clients(sandbox)) {
          AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC());
          long start = System.nanoTime();

          Evidence evidence = source.gather(FUNCTION, lastDay());

          times.add(Duration.ofNanos(System.nanoTime() - start));
          assertThat(evidence.gaps()).isEmpty();
          assertThat(source.callsMade()).isLessThanOrEqualTo(10);
        }
      }
      // Two round trips are made, because the first page of this log is empty: 100 ms of waiting.
      // The fastest of three, because the machine may be busy with other things.
      assertThat(times.stream().min(Duration::compareTo).orElseThrow())
          .isLessThan(Duration.ofMillis(3 * 50 + 250));
    }
  }

  /** 4 a second for an hour are 14,400 executions, more than pages hold. */
  @Test
  void with50MSAddedToEveryCall_aQueriedDiagnosisMakesNoMoreThanTenCalls() throws IOException {
    Stream<String> apis =
        Stream.concat(CALLS.stream(), Stream.of("logs:StartQuery", "logs:GetQueryResults"));
    String history = "  - {function: DelayFunction, window: 1h, rate: 4/s, client: {id: boto3}}\n";
    try (Sandbox sandbox = sandbox(history + faults(apis, "latency: 50ms"));
        AwsClients clients = clients(sandbox)) {
      AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC(), length -> {});

      Evidence evidence = source.gather(FUNCTION, lastDay());

      assertThat(evidence.logs().value().orElseThrow().query())
          .isInstanceOf(LogQuery.Answered.class);
      // Six, the asynchronous events, the query, and one look at it.
      assertThat(source.callsMade()).isEqualTo(9);
    }
  }

  /**
   * Round trips are counted without a clock: each call waits until as many have come as the round
   * trip should have. Were one sent only after another's answer, both would wait in vain.
   */
  @ParameterizedTest
  @CsvSource({
    // Asynchronous events are asked about when it is known what the rest takes.
    "usual, 6 1",
    // GetFunction's substitutes tell of another log group.
    "denied, 6 3 1",
    "other group, 6 2",
    // The second page of metrics, and the only page of logs that three round trips leave.
    "endless, 6 1 2",
    // One more GetFunction, for the reservation, and GetAlias.
    "alias, 8 1",
    // A query is started, and looked at once.
    "query, 6 2 1",
    // Nothing is left to ask about asynchronous events.
    "query alias, 8 1 1",
    // It begins beside GetFunction's substitutes.
    "query denied, 6 3 1",
  })
  void threeRoundTrips_areTheMost(String situation, String rounds) throws IOException {
    try (ScriptedAws aws = Answers.usual(new ScriptedAws());
        AwsClients clients = new AwsClients(aws.target())) {
      prepare(aws, situation);
      List<Integer> sizes = Stream.of(rounds.split(" ", -1)).map(Integer::valueOf).toList();
      new RoundTrips(sizes).of(aws);
      AwsEvidenceSource source =
          new AwsEvidenceSource(clients, InstantSource.fixed(NOW), length -> {});
      String qualifier = situation.contains("alias") ? ":live" : "";

      Evidence evidence = source.gather(FunctionRef.parse("DelayFunction" + qualifier), DAY);

      assertThat(evidence.gaps()).noneMatch(gap -> gap.why().contains("NotSideBySide"));
      assertThat(evidence.logs().value().orElseThrow().query() instanceof LogQuery.Answered)
          .isEqualTo(situation.contains("query"));
      assertThat(sizes).hasSizeLessThanOrEqualTo(3);
      assertThat(source.callsMade())
          .isEqualTo(sizes.stream().mapToInt(Integer::intValue).sum())
          .isLessThanOrEqualTo(10);
    }
  }

  /** Lets the calls of a round trip go when all of them have come. */
  private static final class RoundTrips {
    private final List<CountDownLatch> turns = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();

    /** Round trips of so many calls each. */
    RoundTrips(List<Integer> sizes) {
      for (int size : sizes) {
        CountDownLatch together = new CountDownLatch(size);
        turns.addAll(Collections.nCopies(size, together));
      }
    }

    void of(ScriptedAws aws) {
      for (AwsCall call : AwsCall.values()) {
        Function<Request, Reply> answer = aws.scripted(call.apiCall());
        aws.on(
            call.apiCall(),
            request ->
                togetherWithTheOthers()
                    ? answer.apply(request)
                    : ScriptedAws.error(400, "NotSideBySide", "The other calls didn't come"));
      }
    }

    private boolean togetherWithTheOthers() {
      int number = arrived.getAndIncrement();
      if (number >= turns.size()) {
        return false;
      }
      turns.get(number).countDown();
      try {
        return turns.get(number).await(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static void prepare(ScriptedAws aws, String situation) {
    Reply denied = ScriptedAws.error(403, "AccessDeniedException", "not authorized");
    boolean query = situation.contains("query");
    String group = query ? "/aws/lambda/DelayFunction" : "/shared";
    if (query) {
      Answers.tooManyForPages(aws, NOW.minusSeconds(600));
    }
    switch (situation) {
      case "denied", "query denied" ->
          aws.on("lambda:GetFunction", denied)
              .on("lambda:GetFunctionConfiguration", ScriptedAws.json(Answers.configuration(group)))
              .on("lambda:GetFunctionConcurrency", ScriptedAws.json("{}"));
      case "other group" -> aws.on("lambda:GetFunction", Answers.function(group));
      case "endless" ->
          aws.on("logs:FilterLogEvents", Answers.page("more", List.of()))
              .on("cloudwatch:GetMetricData", ScriptedAws.metrics("more"));
      case "alias", "query alias" ->
          aws.on("lambda:GetAlias", ScriptedAws.json("{\"FunctionVersion\":\"1\"}"));
      default -> {}
    }
  }

  static Stream<String> calls() {
    return CALLS.stream().filter(api -> !api.equals("lambda:GetFunction"));
  }

  /** GetFunction is denied as well where the call stands in for it. */
  @ParameterizedTest
  @MethodSource("calls")
  void aDeniedCall_costsExactlyItsEvidence_andItsActionIsNamed(String api) throws IOException {
    Stream<String> denied =
        api.startsWith("lambda:GetFunctionCon")
            ? Stream.of("lambda:GetFunction", api)
            : Stream.of(api);
    try (Sandbox sandbox = sandbox(faults(denied, "error: AccessDeniedException, status: 403"));
        AwsClients clients = clients(sandbox)) {
      Evidence evidence =
          new AwsEvidenceSource(clients, Clock.systemUTC()).gather(FUNCTION, lastDay());

      assertThat(evidence.gaps())
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.ACCESS_DENIED);
            assertThat(gap.iamAction()).isEqualTo(api);
            assertThat(gap.why()).contains("allow the action " + api);
          });
    }
  }

  @Test
  void getFunctionDenied_costsNothing() throws IOException {
    String denied =
        faults(Stream.of("lambda:GetFunction"), "error: AccessDeniedException, status: 403");
    try (Sandbox sandbox = sandbox(denied);
        AwsClients clients = clients(sandbox)) {
      Evidence evidence =
          new AwsEvidenceSource(clients, Clock.systemUTC()).gather(FUNCTION, lastDay());

      assertThat(evidence.gaps()).isEmpty();
    }
  }

  @Test
  void settings_areKeptFor30Seconds_butLogsAndMetricsAreNot() throws IOException {
    MovingClock clock = new MovingClock();
    try (ScriptedAws aws = Answers.usual(new ScriptedAws());
        AwsClients clients = new AwsClients(aws.target())) {
      assertThat(callsOfOneDiagnosis(clients, clock)).isEqualTo(7);
      clock.now = clock.now.plusSeconds(29);
      assertThat(callsOfOneDiagnosis(clients, clock)).isEqualTo(2);
      clock.now = clock.now.plusSeconds(1);
      assertThat(callsOfOneDiagnosis(clients, clock)).isEqualTo(7);
    }
  }

  private static int callsOfOneDiagnosis(AwsClients clients, InstantSource clock) {
    AwsEvidenceSource source = new AwsEvidenceSource(clients, clock, length -> {});
    assertThat(source.gather(FUNCTION, DAY).gaps()).isEmpty();
    return source.callsMade();
  }

  @Test
  void whatWasDenied_isAskedAgainAtOnce() throws IOException {
    try (ScriptedAws aws = Answers.usual(new ScriptedAws());
        AwsClients clients = new AwsClients(aws.target())) {
      Function<Request, Reply> account = aws.scripted("lambda:GetAccountSettings");
      aws.on("lambda:GetAccountSettings", ScriptedAws.error(403, "AccessDeniedException", "no"));
      AwsEvidenceSource source =
          new AwsEvidenceSource(clients, InstantSource.fixed(NOW), length -> {});
      assertThat(source.gather(FUNCTION, DAY).account().gap()).isPresent();

      aws.on("lambda:GetAccountSettings", account);

      assertThat(source.gather(FUNCTION, DAY).account().value()).isPresent();
    }
  }

  /** A clock that is set by hand. */
  private static final class MovingClock implements InstantSource {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }
  }
}
