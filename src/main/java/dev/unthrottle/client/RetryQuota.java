package dev.unthrottle.client;

/**
 * The retry quota of a client: a balance that every retry draws on, so that a client stops retrying
 * against a service that is down. Each success gives back what the call's last retry cost, or 1
 * where there was none.
 *
 * @param capacity the balance that a client begins with and never exceeds
 * @param serverErrorCost of a retry after a 5xx
 * @param connectionCost of a retry after a connection that was refused, reset or closed
 * @param timeoutCost of a retry after a connect, read or attempt timeout
 * @param throttlingCost of a retry after a 429
 */
public record RetryQuota(
    int capacity, int serverErrorCost, int connectionCost, int timeoutCost, int throttlingCost) {

  /** What a success without a retry gives back. */
  public static final int SUCCESS_REFUND = 1;

  /** Refuses negative numbers. */
  public RetryQuota {
    if (capacity < 0
        || serverErrorCost < 0
        || connectionCost < 0
        || timeoutCost < 0
        || throttlingCost < 0) {
      throw new IllegalArgumentException(
          "A retry quota has no negative numbers. Found: %d, %d, %d, %d, %d"
              .formatted(capacity, serverErrorCost, connectionCost, timeoutCost, throttlingCost));
    }
  }

  /** What a retry after {@code outcome} costs. */
  public int cost(AttemptOutcome outcome) {
    return switch (outcome) {
      case REFUSED -> throttlingCost;
      case CONNECT_TIMEOUT, READ_TIMEOUT, ATTEMPT_TIMEOUT -> timeoutCost;
      case CONNECTION_FAILED -> connectionCost;
      case SERVER_ERROR -> serverErrorCost;
      case ANSWERED, CALL_TIMEOUT, REJECTED ->
          throw new IllegalArgumentException("Nothing is retried after " + outcome.id());
    };
  }
}
