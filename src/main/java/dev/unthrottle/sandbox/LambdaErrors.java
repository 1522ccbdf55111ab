package dev.unthrottle.sandbox;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.simulation.Decision;
import java.util.Objects;

/**
 * The errors of Lambda, word for word.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">
 *     Errors of Invoke</a>, checked 2026-11-22; the texts as observed in recorded answers
 */
final class LambdaErrors {

  private LambdaErrors() {}

  /** The 429 that everything here is about. */
  static AwsError refused(Decision why) {
    return why == Decision.CALLER_RATE
        ? callerRateExceeded()
        : throttled(Objects.requireNonNull(why.reason()), "Rate Exceeded.");
  }

  /** The caller called an API too often; the text tells it from a full pool. */
  static AwsError callerRateExceeded() {
    return throttled(ThrottleReason.CALLER_RATE, "Rate exceeded");
  }

  static AwsError functionNotFound(String arn) {
    return user(404, "ResourceNotFoundException", "Function not found: " + arn);
  }

  static AwsError notFound(String text) {
    return user(404, "ResourceNotFoundException", text);
  }

  static AwsError noProvisionedConcurrency(String function) {
    return user(
        404,
        "ProvisionedConcurrencyConfigNotFoundException",
        "No Provisioned Concurrency Config found for function: " + Arns.function(function));
  }

  static AwsError invalidRequestContent(String text) {
    return user(400, "InvalidRequestContentException", text);
  }

  static AwsError invalidParameter(String text) {
    return user(400, "InvalidParameterValueException", text);
  }

  static AwsError payloadTooLarge(int bytes, String invocationType, int limit) {
    return user(
        413,
        "RequestTooLargeException",
        "%d byte payload is too large for the %s invocation type (limit %d bytes)"
            .formatted(bytes, invocationType, limit));
  }

  /** A parameter that breaks the service model's constraint. */
  static AwsError validation(String value, String parameter, String constraint) {
    return new AwsError(
        400,
        "ValidationException",
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, parameter, constraint));
  }

  /** {@code {"Reason":…,"Type":"User","message":…}}, in this order. */
  static AwsError throttled(ThrottleReason reason, String text) {
    return new AwsError(429, "TooManyRequestsException", text)
        .with("Reason", reason.value())
        .with("Type", "User");
  }

  private static AwsError user(int status, String code, String text) {
    return new AwsError(status, code, text).with("Type", "User");
  }
}
