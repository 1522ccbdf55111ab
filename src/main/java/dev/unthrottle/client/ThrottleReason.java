package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

  /** More invocations a second than the account's concurrency or a function's scaling permits. */
  public static final ThrottleReason INVOCATION_RATE =
      new ThrottleReason("FunctionInvocationRateLimitExceeded");

  /** More invocations a second than ten times the function's reserved concurrency. */
  public static final ThrottleReason RESERVED_INVOCATION_RATE =
      new ThrottleReason("ReservedFunctionInvocationRateLimitExceeded");

  /** One caller asked the API too often, seen for Invoke too. */
  public static final ThrottleReason CALLER_RATE = new ThrottleReason("CallerRateLimitExceeded");

  /** Too many SnapStart snapshots are being made: a version was published, nothing was invoked. */
  public static final ThrottleReason SNAPSHOTS =
      new ThrottleReason("ConcurrentSnapshotCreateLimitExceeded");

  private static final List<ThrottleReason> KNOWN =
      List.of(
          ACCOUNT_CONCURRENCY,
          RESERVED_CONCURRENCY,
          INVOCATION_RATE,
          RESERVED_INVOCATION_RATE,
          CALLER_RATE,
          SNAPSHOTS);

  /** Some SDKs print the value as the name of an enum's constant, in their language's spelling. */
  private static final Pattern NAME =
      Pattern.compile(
          KNOWN.stream()
              .map(ThrottleReason::value)
              .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
          Pattern.CASE_INSENSITIVE);

  /** Refuses an empty reason. */
  public ThrottleReason {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A throttle reason must not be blank");
    }
  }

  /** The first reason of the service model that {@code text} names, in whatever case. */
  static Optional<ThrottleReason> namedIn(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .findFirst()
        .flatMap(
            name -> KNOWN.stream().filter(known -> known.value.equalsIgnoreCase(name)).findFirst());
  }

  @Override
  public String toString() {
    return value;
  }
}
