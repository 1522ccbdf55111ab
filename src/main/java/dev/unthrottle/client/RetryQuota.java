package dev.unthrottle.client;

/**
 * The retry quota of a client: a balance that every retry draws on, so that a client stops retrying
 * against a service that is down. A success gives something back.
 *
 * @param capacity the balance that a client begins with and never exceeds
 * @param serverErrorCost of a retry after a 5xx
 * @param connectionCost of a retry after a connection that was refused, reset or closed
 * @param timeoutCost of a retry after a connect, read or attempt timeout
 * @param throttlingCost of a retry after a 429
 * @param refund what a success gives back
 */
public record RetryQuota(
    int capacity,
    int serverErrorCost,
    int connectionCost,
    int timeoutCost,
    int throttlingCost,
    Refund refund) {

  /** What a success gives back. */
  public enum Refund {
    /** What the call's last retry cost, or 1 where there was none. */
    LAST_COST_OR_ONE,
    /** What the call's last retry cost, and 1 besides. */
    LAST_COST_AND_ONE,
    /** What the call's last retry cost, and nothing where there was none. */
    LAST_COST_ALONE
  }

  /** Most clients' quota, of which a success gives back the last cost or 1. */
  public RetryQuota(
      int capacity, int serverErrorCost, int connectionCost, int timeoutCost, int throttlingCost) {
    this(
        capacity,
        serverErrorCost,
        connectionCost,
        timeoutCost,
        throttlingCost,
        Refund.LAST_COST_OR_ONE);
  }

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

  /** What a success gives back, of a call whose last retry cost {@code lastCost}, or 0. */
  int refund(int lastCost) {
    return switch (refund) {
      case LAST_COST_OR_ONE -> lastCost == 0 ? 1 : lastCost;
      case LAST_COST_AND_ONE -> lastCost + 1;
      case LAST_COST_ALONE -> lastCost;
    };
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
