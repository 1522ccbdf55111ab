package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.DELAY_FUNCTION;
import static dev.unthrottle.sandbox.Play.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
}
