package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK for Java reads every answer as if AWS had given it. */
class SdkTest {

  @Test
  void invoke_isAnswered() throws IOException {
    try (Play play = Play.function("duration: 5ms");
        LambdaClient lambda = client(LambdaClient.builder(), play)) {
      InvokeResponse response =
          lambda.invoke(request ->
              request
                  .functionName("DelayFunction")
                  .logType(LogType.TAIL)
                  .payload(SdkBytes.fromUtf8String("{\"a\":1}")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.executedVersion()).isEqualTo("$LATEST");
      assertThat(response.payload().asUtf8String()).contains("\"event\":{\"a\":1}");
      assertThat(response.logResult()).isNotEmpty();
    }
  }

  @Test
  void aRefusal_isATooManyRequestsException() throws IOException {
    try (Play play = Play.function("duration: 5ms, reserved: 0");
        LambdaClient lambda = client(LambdaClient.builder(), play)) {
      assertThatExceptionOfType(TooManyRequestsException.class)
          .isThrownBy(() -> lambda.invoke(request -> request.functionName("DelayFunction")))
          .satisfies(e -> {
            assertThat(e.statusCode()).isEqualTo(429);
            assertThat(e.reason())
                .isEqualTo(ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
            assertThat(e.type()).isEqualTo("User");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
            assertThat(e.requestId()).isNotEmpty();
            assertThat(e.retryAfterSeconds()).isNull();
          });
    }
  }

  @Test
  void settings_areRead() throws IOException {
    try (Play play = Play.function("duration: 5ms, timeout: 15s");
        LambdaClient lambda = client(LambdaClient.builder(), play)) {
      assertThat(
              lambda
                  .getFunctionConcurrency(request -> request.functionName("DelayFunction"))
                  .reservedConcurrentExecutions())
          .isNull();
      assertThat(
              lambda
                  .getFunction(request -> request.functionName("DelayFunction"))
                  .configuration()
                  .timeout())
          .isEqualTo(15);
      assertThat(lambda.getAccountSettings().accountLimit().concurrentExecutions()).isEqualTo(1000);
      assertThatExceptionOfType(ResourceNotFoundException.class)
          .isThrownBy(() -> lambda.getFunction(request -> request.functionName("x")))
          .withMessageContaining(
              "Function not found: arn:aws:lambda:us-east-1:123456789012:function:x");
    }
  }

  @Test
  void logs_arePagedThrough() throws Exception {
    try (Play play = Play.function("duration: 5ms");
        CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder(), play)) {
      play.invoke("{}");
      play.invoke("{}");
      Play.await("all is written", () -> play.logEvents().size() == 6);

      assertThat(
              logs.filterLogEventsPaginator(
                      request -> request.logGroupName("/aws/lambda/DelayFunction").limit(4))
                  .events())
          .hasSize(6);
    }
  }

  @Test
  void metrics_areReadOverCbor() throws Exception {
    try (Play play = Play.function("duration: 30ms, reserved: 1");
        CloudWatchClient cloudWatch = client(CloudWatchClient.builder(), play)) {
      play.invoke("{}");
      play.invoke("{}");
      play.put(
          "/2017-10-31/functions/DelayFunction/concurrency",
          "{\"ReservedConcurrentExecutions\":0}");
      play.invoke("{}");

      Play.await("both executions are emitted", () -> sum(cloudWatch, "Invocations") == 2);
      assertThat(sum(cloudWatch, "Throttles")).isEqualTo(1);
      assertThat(sum(cloudWatch, "Errors")).isZero();
      MetricDataResult duration = result(cloudWatch, "Duration", "p99");
      assertThat(duration.values()).allMatch(value -> value == 30);
      assertThat(duration.timestamps()).allMatch(at -> at.equals(at.truncatedTo(ChronoUnit.HOURS)));
      assertThat(result(cloudWatch, "ConcurrentExecutions", "Maximum").values()).containsOnly(1.0);
      assertThat(result(cloudWatch, "NoSuchMetric", "Sum").values()).isEmpty();
    }
  }

  private static double sum(CloudWatchClient cloudWatch, String metric) {
    return result(cloudWatch, metric, "Sum").values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static MetricDataResult result(CloudWatchClient cloudWatch, String metric, String stat) {
    return cloudWatch.getMetricData(query(metric, stat)).metricDataResults().getFirst();
  }

  private static GetMetricDataRequest query(String metric, String stat) {
    Instant now = Instant.now();
    MetricDataQuery query =
        MetricDataQuery.builder()
            .id("m1")
            .metricStat(what ->
                what.period(3600)
                    .stat(stat)
                    .metric(m ->
                        m.namespace("AWS/Lambda")
                            .metricName(metric)
                            .dimensions(
                                Dimension.builder()
                                    .name("FunctionName")
                                    .value("DelayFunction")
                                    .build())))
            .build();
    return GetMetricDataRequest.builder()
        .startTime(now.minus(Duration.ofHours(3)))
        .endTime(now.plusSeconds(60))
        .metricDataQueries(List.of(query))
        .build();
  }

  @Test
  void faults_haveTheFormOfEachProtocol() throws IOException {
    try (Play play =
            Play.of(
                """
                functions: [{name: DelayFunction, duration: 1ms}]
                faults:
                  - {api: "lambda:Invoke", error: TooManyRequestsException, status: 429}
                  - {api: "logs:DescribeLogGroups", error: ThrottlingException, status: 400}
                  - {api: "cloudwatch:GetMetricData", error: ThrottlingException, status: 400}
                """);
        LambdaClient lambda = client(LambdaClient.builder(), play);
        CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder(), play);
        CloudWatchClient cloudWatch = client(CloudWatchClient.builder(), play)) {
      assertThatExceptionOfType(TooManyRequestsException.class)
          .isThrownBy(() -> lambda.invoke(request -> request.functionName("DelayFunction")))
          .satisfies(e -> {
            assertThat(e.reason()).isEqualTo(ThrottleReason.CALLER_RATE_LIMIT_EXCEEDED);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
          });
      assertThatExceptionOfType(CloudWatchLogsException.class)
          .isThrownBy(logs::describeLogGroups)
          .matches(CloudWatchLogsException::isThrottlingException);
      assertThatExceptionOfType(CloudWatchException.class)
          .isThrownBy(() -> cloudWatch.getMetricData(query("Throttles", "Sum")))
          .satisfies(e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            assertThat(e.isThrottlingException()).isTrue();
          });
    }
  }

  @Test
  void sts_knowsTheCaller() throws IOException {
    try (Play play = Play.function("duration: 1ms");
        StsClient sts = client(StsClient.builder(), play)) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
      assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/sandbox");
    }
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Play play) {
    return builder
        .endpointOverride(play.sandbox.endpoint())
        .region(Region.of(play.sandbox.environment().getOrDefault("AWS_REGION", "")))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
