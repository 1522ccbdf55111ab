package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs that can't be read page by page, against the sandbox. */
@ExtendWith(TestCredentials.class)
class LogQueriesTest {

  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");

  /** A function that is called {@code rate} times a second for an hour. */
  private static Sandbox sandbox(String rate, String function, String logs, String more)
      throws IOException {
    String scenario =
        """
        truth: none-found
        functions:
          - {name: DelayFunction, timeout: 3s, duration: {p50: 1s, p99: 3500ms}, %s}
          - {name: Other, duration: 1s, logGroup: /shared}
        history:
          - {function: DelayFunction, window: 1h, rate: %s, client: {id: boto3}}
          - {function: Other, window: 1h, rate: 36/h, client: {id: boto3}}
        logs: {%s}
        %s
        """
            .formatted(function, rate, logs, more);
    return Sandbox.start(Scenario.parse(scenario, "test.yaml"), 0, Clock.systemUTC(), 1);
  }

  /** Nobody waits before looking at a query. */
  private static Evidence gather(Sandbox sandbox) {
    try (AwsClients clients =
        new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()))) {
      AwsEvidenceSource source = new AwsEvidenceSource(clients, Clock.systemUTC(), length -> {});
      Evidence evidence =
          source.gather(
              FUNCTION, Window.endingAt(Clock.systemUTC().instant(), Duration.ofHours(2)));
      assertThat(source.callsMade()).isLessThanOrEqualTo(10);
      return evidence;
    }
  }

  @ParameterizedTest
  @CsvSource({"text, ''", "json, ''", "text, 'logGroup: /shared'", "json, 'logGroup: /shared'"})
  void moreLinesThanPagesHold_areQueried(String format, String group) throws IOException {
    String function = "logFormat: " + format + (group.isEmpty() ? "" : ", " + group);
    try (Sandbox sandbox = sandbox("4/s", function, "delay: 0s", "")) {
      Evidence evidence = gather(sandbox);

      LogEvidence logs = evidence.logs().value().orElseThrow();
      double executions = evidence.metrics().value().orElseThrow().sum(Metric.INVOCATIONS);
      // 4 a second for 3,600 s are 14,400, more than 10,000.
      assertThat(executions).isGreaterThan(LogReader.EXECUTIONS_IN_PAGES);
      assertThat(logs.complete()).isFalse();
      assertThat(logs.invocations()).hasSize(LogQueries.LONGEST);
      DurationStatistics all = logs.durations().orElseThrow();
      // Executions of the history still end while CloudWatch is being asked.
      assertThat(all.count()).isBetween((int) executions - 20, (int) executions + 20);
      assertThat(all.p50()).isBetween(Duration.ofMillis(950), Duration.ofMillis(1050));
      // Cut off at the function's timeout of 3 s; what is cut off is among the longest.
      assertThat(all.max()).isEqualTo(Duration.ofSeconds(3));
      assertThat(all.censored())
          .isPositive()
          .isEqualTo(
              (int)
                  logs.invocations().stream()
                      .filter(run -> Duration.ofSeconds(3).equals(run.duration()))
                      .count());
      LogQuery.Answered query = (LogQuery.Answered) Objects.requireNonNull(logs.query());
      assertThat(query.bytesScanned()).isPositive();
      assertThat(query.costUsd())
          .isCloseTo(query.bytesScanned() * 0.005 / 1e9, withPercentage(0.001));
      // Nothing but what the query scans came in, give or take a second at the window's ends.
      assertThat(query.estimatedUsd()).isCloseTo(query.costUsd(), withPercentage(1));
      assertThat(evidence.gaps())
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.INCOMPLETE);
            assertThat(gap.why()).contains("only the longest 10000 are known");
          });
    }
  }

  @Test
  void groupsOfInfrequentAccess_areQueried_becauseTheyHaveNoPages() throws IOException {
    try (Sandbox sandbox = sandbox("36/h", "", "class: INFREQUENT_ACCESS", "")) {
      Evidence evidence = gather(sandbox);

      LogEvidence logs = evidence.logs().value().orElseThrow();
      assertThat(logs.query()).isInstanceOf(LogQuery.Answered.class);
      assertThat(logs.complete()).isTrue();
      assertThat(logs.invocations())
          .hasSize((int) evidence.metrics().value().orElseThrow().sum(Metric.INVOCATIONS));
      assertThat(evidence.gaps()).isEmpty();
    }
  }

  @Test
  void groupsOfDelivery_areSaidToHoldNothing() throws IOException {
    try (Sandbox sandbox = sandbox("36/h", "", "class: DELIVERY", "")) {
      Gap gap = gather(sandbox).logs().gap().orElseThrow();

      assertThat(gap.kind()).isEqualTo(Gap.Kind.NOT_RECORDED);
      assertThat(gap.why())
          .isEqualTo(
              "The log group /aws/lambda/DelayFunction is of the class DELIVERY, which nobody can"
                  + " query: look where it delivers its lines to.");
    }
  }

  @Test
  void aQueryThatTakesTooLong_isGivenUp_withItsCost_andPagesAreReadInstead() throws IOException {
    try (Sandbox sandbox = sandbox("4/s", "", "queryTime: 1h", "")) {
      Evidence evidence = gather(sandbox);

      LogEvidence logs = evidence.logs().value().orElseThrow();
      assertThat(logs.complete()).isFalse();
      assertThat(logs.invocations()).isNotEmpty();
      assertThat(evidence.gaps()).hasSize(2);
      assertThat(evidence.gaps().getFirst().why())
          .startsWith("CloudWatch Logs Insights didn't answer about /aws/lambda/DelayFunction");
      // What it had scanned is billed, and told.
      LogQuery.Failed query = (LogQuery.Failed) Objects.requireNonNull(logs.query());
      assertThat(query.bytesScanned()).isPositive();
      assertThat(query.costUsd())
          .isCloseTo(query.bytesScanned() * 0.005 / 1e9, withPercentage(0.001));
      assertThat(evidence.gaps().getLast().why()).startsWith("Only those from ");
    }
  }

  @ParameterizedTest
  @CsvSource({"logs:StartQuery", "logs:GetQueryResults"})
  void aDeniedQuery_isNamed_andPagesAreReadInstead(String api) throws IOException {
    String faults =
        "faults: [{api: \"%s\", error: AccessDeniedException, status: 400}]".formatted(api);
    try (Sandbox sandbox = sandbox("4/s", "", "delay: 0s", faults)) {
      Evidence evidence = gather(sandbox);

      assertThat(evidence.logs().value().orElseThrow().invocations()).isNotEmpty();
      assertThat(evidence.gaps()).extracting(Gap::iamAction).startsWith(api).hasSize(2);
    }
  }

  @Test
  void whereDescribeLogGroupsIsDenied_itIsNamed() throws IOException {
    String faults =
        "faults: [{api: \"logs:DescribeLogGroups\", error: AccessDeniedException, status: 400}]";
    try (Sandbox sandbox = sandbox("36/h", "", "class: INFREQUENT_ACCESS", faults)) {
      assertThat(gather(sandbox).gaps())
          .extracting(Gap::iamAction)
          .containsExactly("logs:DescribeLogGroups");
    }
  }

  @Test
  void atTheLevelWarn_successLeavesNoLine_andThatIsSaid() throws IOException {
    String function = "logFormat: json, systemLogLevel: WARN";
    try (Sandbox sandbox = sandbox("0.2/s", function, "delay: 0s", "")) {
      Evidence evidence = gather(sandbox);

      assertThat(evidence.logs().value().orElseThrow().invocations())
          .allMatch(run -> Duration.ofSeconds(3).equals(run.duration()));
      assertThat(evidence.gaps())
          .singleElement()
          .satisfies(gap -> assertThat(gap.why()).contains("system log level WARN"));
    }
  }
}
