package dev.unthrottle.sandbox;

import dev.unthrottle.client.ThrottleReason;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lets AWS misbehave towards the tool itself, as the scenario says. */
final class Faults {

  private final List<Fault> faults;
  private final RandomGenerator random;

  Faults(List<Fault> faults, RandomGenerator random) {
    this.faults = List.copyOf(faults);
    this.random = random;
  }

  /**
   * What happens to a call before it is answered.
   *
   * @throws AwsError if one of its faults is an error
   */
  void strike(Operation operation) {
    for (Fault fault : faults) {
      if (fault.api().equals(operation.api()) && random.nextDouble() < fault.share()) {
        delay(fault.latency());
        if (fault.error() != null) {
          throw error(operation, fault, fault.error());
        }
      }
    }
  }

  private static void delay(Duration latency) {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static AwsError error(Operation operation, Fault fault, String code) {
    if (operation.api().startsWith("lambda:") && code.equals("TooManyRequestsException")) {
      ThrottleReason reason =
          fault.reason() == null ? ThrottleReason.CALLER_RATE : new ThrottleReason(fault.reason());
      return LambdaErrors.throttled(
          reason, fault.message() == null ? "Rate exceeded" : fault.message());
    }
    AwsError usual = usual(operation, code, fault.status());
    return fault.message() == null ? usual : new AwsError(fault.status(), code, fault.message());
  }

  /** The error with the text that AWS gives it. */
  private static AwsError usual(Operation operation, String code, int status) {
    return switch (code) {
      case "TooManyRequestsException" -> new AwsError(status, code, "Rate exceeded");
      case "EC2ThrottledException" ->
          new AwsError(
              status,
              code,
              "Lambda was throttled while using the Lambda Execution Role to set up for the Lambda"
                  + " function.");
      case "ThrottlingException", "Throttling" -> new AwsError(status, code, "Rate exceeded");
      case "AccessDeniedException", "AccessDenied" ->
          new AwsError(status, code, notAuthorized(operation));
      case "ExpiredTokenException", "ExpiredToken" ->
          new AwsError(status, code, "The security token included in the request is expired");
      case "UnrecognizedClientException", "InvalidClientTokenId" ->
          new AwsError(status, code, "The security token included in the request is invalid.");
      default ->
          new AwsError(status, code, "An error occurred and the request cannot be processed.");
    };
  }

  private static String notAuthorized(Operation operation) {
    return "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
        .formatted(
            Arns.caller(),
            iamAction(operation.api()),
            operation.resource(),
            iamAction(operation.api()));
  }

  /** The IAM action of an API; only Invoke's has another name. */
  private static String iamAction(String api) {
    return api.equals("lambda:Invoke") ? "lambda:InvokeFunction" : api;
  }
}
