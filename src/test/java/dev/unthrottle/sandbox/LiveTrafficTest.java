package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Other callers in real time. */
class LiveTrafficTest {

  @Test
  void others_keepTheSlotsBusy() throws Exception {
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 60s, timeout: 90s, reserved: 2}]
            traffic: [{function: DelayFunction, rate: 20/s, client: {id: boto3}}]
            """)) {
      Play.await("both slots are taken", () -> play.counts().inFlight() == 2);
      Play.await("others are refused", () -> play.counts().refusals() > 0);
      assertThat(play.invoke("{}").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void anImpatientCaller_isRefusedByItsOwnExecution() throws Exception {
    // One call hangs up after 100 ms and is refused twice, or a second call is.
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 60s, timeout: 90s, reserved: 1}]
            traffic:
              - function: DelayFunction
                rate: 1/s
                client: {id: boto3, readTimeout: 100ms, maxAttempts: 3}
            """)) {
      Play.await("it meets itself", () -> play.counts().refusals() >= 2);
      assertThat(play.counts().executions()).isEqualTo(1);
    }
  }

  @Test
  void asynchronousTraffic_runs() throws Exception {
    try (Play play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: 1ms}]
            traffic: [{function: DelayFunction, rate: 50/s, invocation: async}]
            """)) {
      Play.await("events are executed", () -> play.counts().executions() > 3);
    }
  }
}
