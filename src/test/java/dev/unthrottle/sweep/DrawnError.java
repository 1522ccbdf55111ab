package dev.unthrottle.sweep;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.sandbox.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An error that a user pastes.
 *
 * @param text as it was printed
 * @param call the number of the call that it is of, {@code null} for none of the history
 * @param elsewhere the cause of an error that no call of the history had, {@code null} for none
 */
record DrawnError(String text, @Nullable Integer call, @Nullable String elsewhere) {

  /** What executions may raise: throttles of what they call, and something else. */
  static final List<String> INSIDE =
      List.of(
          "ThrottlingException: Rate exceeded (DynamoDB UpdateItem)",
          "ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded",
          "ValueError: an order without items");

  private static final List<DrawnError> ELSEWHERE =
      List.of(
          new DrawnError(
              "HTTP/1.1 429 Too Many Requests\nx-amzn-ErrorType: TooManyRequestsException\nx-amz-apigw-id: QnVyc3RzQXJl=\n\n{\"message\":\"Too Many Requests\"}",
              null,
              "gateway-throttle"),
          new DrawnError(
              "An error occurred (EC2ThrottledException) when calling the Invoke operation (reached max retries: 2): Lambda was throttled by Amazon EC2 during Lambda function initialization using the execution role provided for the Lambda function.",
              null,
              "ec2-throttle"),
          new DrawnError(
              "An error occurred (TooManyRequestsException) when calling the PublishVersion operation (reached max retries: 4): Lambda is unable to create new snapshots at this time.\nReason: ConcurrentSnapshotCreateLimitExceeded",
              null,
              "snapstart-snapshot-limit"),
          new DrawnError(
              "botocore.errorfactory.TooManyRequestsException: An error occurred (TooManyRequestsException) when calling the GetFunction operation (reached max retries: 4): Rate exceeded",
              null,
              "control-plane-rate-exceeded"),
          new DrawnError(
              "An error occurred (TooManyRequestsException) when calling the Invoke operation (reached max retries: 2): Rate exceeded\n\nAdditional error details:\nType: User\nReason: CallerRateLimitExceeded",
              null,
              "caller-rate-exceeded"),
          new DrawnError(
              "botocore.errorfactory.ThrottlingException: An error occurred (ThrottlingException) when calling the InvokeModel operation (reached max retries: 4): Too many requests, please wait before trying again.",
              null,
              "downstream-throttle"));

  /** What somebody writes who wasn't looking, of a call that was refused. */
  private static final List<String> UNHELPFUL =
      List.of(
          "Rate Exceeded.",
          "TooManyRequestsException",
          "our job failed again with a 429 from lambda",
          "TooManyRequestsException: Rate Exceeded.");

  /** An error for a scenario whose history is known; empty where nobody pastes one. */
  static Optional<DrawnError> of(Draw draw, Replay replay, ResolvedClient suspect) {
    if (draw.chance(0.06)) {
      return Optional.of(draw.oneOf(ELSEWHERE));
    }
    List<Replay.Call> failed =
        replay.calls().stream()
            .filter(call -> suspect.client().equals(call.client()))
            .filter(call -> call.surfaced() != AttemptOutcome.ANSWERED)
            .filter(call -> call.ended().compareTo(replay.length()) < 0)
            .toList();
    if (failed.isEmpty() || draw.chance(0.45)) {
      return Optional.empty();
    }
    Replay.Call call = draw.oneOf(failed);
    if (call.surfaced() == AttemptOutcome.REFUSED && draw.chance(0.15)) {
      return Optional.of(new DrawnError(draw.oneOf(UNHELPFUL), call.number(), null));
    }
    return printed(draw, replay, call, suspect)
        .map(text -> new DrawnError(text, call.number(), null));
  }

  private static Optional<String> printed(
      Draw draw, Replay replay, Replay.Call call, ResolvedClient suspect) {
    return suspect
        .error(call.surfaced(), call.attempts())
        .map(text -> text.replace("NAME", call.function()))
        .map(text -> withItsReason(text, replay, call, suspect, draw))
        .map(text -> draw.chance(0.5) ? withEarlierAttempts(text, replay, call, suspect) : text);
  }

  /** Lambda words a caller's rate in lower case; version 2 of the CLI adds the reason. */
  private static String withItsReason(
      String text, Replay replay, Replay.Call call, ResolvedClient suspect, Draw draw) {
    if (call.surfaced() != AttemptOutcome.REFUSED) {
      return text;
    }
    AtomicReference<Replay.@Nullable Refusal> last = new AtomicReference<>();
    replay.eachRefusal((refusal, _) -> {
      if (refusal.call() == call.number()) {
        last.set(refusal);
      }
    });
    Replay.Refusal refusal = last.get();
    if (refusal == null) {
      return text;
    }
    String reason = String.valueOf(refusal.why().reason());
    String worded =
        reason.startsWith("Caller") ? text.replace("Rate Exceeded.", "Rate exceeded") : text;
    boolean tells = suspect.variant().id().startsWith("aws-cli-v2") && draw.chance(0.7);
    return tells
        ? "%s\n\nAdditional error details:\nType: User\nReason: %s".formatted(worded, reason)
        : worded;
  }

  /** Java's SDK tells of the attempts before the last one. */
  private static String withEarlierAttempts(
      String text, Replay replay, Replay.Call call, ResolvedClient suspect) {
    if (suspect.client().id() != ClientId.JAVA_V2) {
      return text;
    }
    List<AttemptOutcome> outcomes = replay.outcomes(call.number());
    List<String> lines = new ArrayList<>(List.of(text));
    for (int i = 0; i < outcomes.size() - 1; i++) {
      lines.add(
          "\tSuppressed: software.amazon.awssdk.core.exception.SdkClientException: Request attempt %d failure: %s"
              .formatted(
                  i + 1,
                  outcomes.get(i) == AttemptOutcome.REFUSED
                      ? "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: 1)"
                      : "Unable to execute HTTP request: Read timed out"));
    }
    return String.join("\n", lines);
  }
}
