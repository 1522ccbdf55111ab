package dev.unthrottle.client;

/**
 * The {@code Reason} of a Lambda 429. AWS adds values without notice, so any text is accepted; the
 * constants are the ones of the service model.
 *
 * @param value as it stands in the error body
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>, checked
 *     2026-11-22
 */
public record ThrottleReason(String value) {

  /** The account's unreserved pool is in use. */
  public static final ThrottleReason ACCOUNT_CONCURRENCY =
      new ThrottleReason("ConcurrentInvocationLimitExceeded");

  /** The function's reserved concurrency is in use, or is 0. */
  public static final ThrottleReason RESERVED_CONCURRENCY =
      new ThrottleReason("ReservedFunctionConcurrentInvocationLimitExceeded");

  /** Refuses an empty reason. */
  public ThrottleReason {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A throttle reason must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
