package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.DELAY_FUNCTION;
import static dev.unthrottle.sandbox.Play.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What AWS does to the tool itself. */
class FaultsTest {

  private static Play faulty(String fault) throws IOException {
    return Play.of(
        """
        functions: [{name: DelayFunction, duration: 1ms}]
        faults: [%s]
        """
            .formatted(fault));
  }

  @Test
  void aMissingPermission_isNamedWithItsActionAndResource() throws IOException {
    try (Play play =
        faulty("{api: 'lambda:GetFunction', error: AccessDeniedException, status: 403}")) {
      HttpResponse<String> response = play.get(DELAY_FUNCTION);

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("AccessDeniedException");
      assertThat(response.body())
          .isEqualTo(
              "{\"Message\":\"User: arn:aws:iam::123456789012:user/sandbox is not authorized to"
                  + " perform: lambda:GetFunction on resource:"
                  + " arn:aws:lambda:us-east-1:123456789012:function:DelayFunction because no"
                  + " identity-based policy allows the lambda:GetFunction action\"}");
      // Other APIs are not concerned.
      assertThat(play.get(DELAY_FUNCTION + "/configuration").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aShare_isDrawnForEachCall() throws IOException {
    try (Play play =
        faulty("{api: 'lambda:GetFunction', error: ServiceException, status: 500, share: 0.5}")) {
      int failed = 0;
      for (int i = 0; i < 100; i++) {
        failed += play.get(DELAY_FUNCTION).statusCode() == 500 ? 1 : 0;
      }

      // 50 expected, give or take four standard deviations of 5.
      assertThat(failed).isBetween(30, 70);
    }
  }

  @Test
  void latency_delaysAnAnswerThatIsRightAllTheSame() throws IOException {
    try (Play play = faulty("{api: 'lambda:GetFunction', latency: 200ms}")) {
      long start = System.nanoTime();
      HttpResponse<String> response = play.get(DELAY_FUNCTION);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(200));
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void ec2_canThrottleAnInvoke() throws IOException {
    try (Play play = faulty("{api: 'lambda:Invoke', error: EC2ThrottledException, status: 502}")) {
      HttpResponse<String> response = play.invoke("{}");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("EC2ThrottledException");
      assertThat(response.body())
          .isEqualTo(
              "{\"Message\":\"Lambda was throttled while using the Lambda Execution Role to set up"
                  + " for the Lambda function.\"}");
      assertThat(play.counts().executions()).isZero();
    }
  }

  @Test
  void snapStart_canRefuseToMakeASnapshot() throws IOException {
    try (Play play =
        faulty(
            "{api: 'lambda:PublishVersion', error: TooManyRequestsException, status: 429,"
                + " reason: ConcurrentSnapshotCreateLimitExceeded}")) {
      HttpResponse<String> response =
          play.send(
              play.to(DELAY_FUNCTION + "/versions").POST(BodyPublishers.ofString("{}")).build());

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.body())
          .isEqualTo(
              "{\"Reason\":\"ConcurrentSnapshotCreateLimitExceeded\",\"Type\":\"User\","
                  + "\"message\":\"Rate exceeded\"}");
    }
  }

  @Test
  void theControlPlane_canBeAskedTooOften() throws IOException {
    try (Play play =
        faulty(
            "{api: 'lambda:GetFunction', error: TooManyRequestsException, status: 429},"
                + " {api: 'lambda:UpdateFunctionCode', error: ThrottlingException, status: 400,"
                + " message: Rate exceeded}")) {
      assertThat(play.get(DELAY_FUNCTION).body())
          .isEqualTo(
              "{\"Reason\":\"CallerRateLimitExceeded\",\"Type\":\"User\","
                  + "\"message\":\"Rate exceeded\"}");
      HttpResponse<String> update = play.put(DELAY_FUNCTION + "/code", "{}");
      assertThat(update.statusCode()).isEqualTo(400);
      assertThat(header(update, "x-amzn-errortype")).isEqualTo("ThrottlingException");
      // Without a fault they answer what is there.
      assertThat(play.put(DELAY_FUNCTION + "/configuration", "{}").body())
          .contains("\"FunctionName\":\"DelayFunction\"");
      assertThat(play.invoke("{}").statusCode()).isEqualTo(200);
    }
  }
}
