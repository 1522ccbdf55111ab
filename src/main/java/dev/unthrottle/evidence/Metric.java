package dev.unthrottle.evidence;

/**
 * The CloudWatch metrics that a diagnosis reads. All of {@code AWS/Lambda} are absent, not 0, for a
 * period in which nothing happened that they count.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda
 *     Developer Guide</a>, checked 2026-11-22
 */
public enum Metric {
  /** Refused attempts; neither in Invocations nor in Errors. */
  THROTTLES(Scope.FUNCTION, "Throttles", "Sum"),
  /** Executions. */
  INVOCATIONS(Scope.FUNCTION, "Invocations", "Sum"),
  /** Executions that failed. */
  ERRORS(Scope.FUNCTION, "Errors", "Sum"),
  /** The most slots in use within a minute. */
  CONCURRENT_EXECUTIONS(Scope.FUNCTION, "ConcurrentExecutions", "Maximum"),
  /** The longest handler time, in milliseconds. */
  DURATION_MAX(Scope.FUNCTION, "Duration", "Maximum"),
  /** The 99.9th percentile of the handler time, in milliseconds. */
  DURATION_P999(Scope.FUNCTION, "Duration", "p99.9"),
  /** The 99th percentile of the handler time, in milliseconds. */
  DURATION_P99(Scope.FUNCTION, "Duration", "p99"),
  /** The 90th percentile of the handler time, in milliseconds. */
  DURATION_P90(Scope.FUNCTION, "Duration", "p90"),
  /** The median handler time, in milliseconds. */
  DURATION_P50(Scope.FUNCTION, "Duration", "p50"),
  /** Executions on demand because the provisioned environments were all taken. */
  PROVISIONED_SPILLOVER(Scope.FUNCTION, "ProvisionedConcurrencySpilloverInvocations", "Sum"),
  /** Asynchronous events that were accepted. */
  ASYNC_EVENTS_RECEIVED(Scope.FUNCTION, "AsyncEventsReceived", "Sum"),
  /** The longest that an asynchronous event waited for its execution, in milliseconds. */
  ASYNC_EVENT_AGE(Scope.FUNCTION, "AsyncEventAge", "Maximum"),
  /** Asynchronous events that were given up. */
  ASYNC_EVENTS_DROPPED(Scope.FUNCTION, "AsyncEventsDropped", "Sum"),
  /** Invocations that Lambda stopped because the function had led to itself again and again. */
  RECURSIVE_INVOCATIONS_DROPPED(Scope.FUNCTION, "RecursiveInvocationsDropped", "Sum"),

  /** Refused attempts at all functions of the Region. */
  ACCOUNT_THROTTLES(Scope.REGION, "Throttles", "Sum"),
  /**
   * What of the account's concurrency is taken: in use without a reservation, and reserved or
   * provisioned whether in use or not. This is what the quota limits.
   */
  CLAIMED_ACCOUNT_CONCURRENCY(Scope.REGION, "ClaimedAccountConcurrency", "Maximum"),
  /** The most slots in use at once by functions without a reservation. */
  UNRESERVED_CONCURRENT_EXECUTIONS(Scope.REGION, "UnreservedConcurrentExecutions", "Maximum"),

  /** What the function's log group took in, in bytes: what a query of it would scan. */
  LOG_BYTES(Scope.LOG_GROUP, "IncomingBytes", "Sum");

  /** What a metric is about, and so which namespace and dimension it has. */
  public enum Scope {
    /** One function, with all its versions and aliases. */
    FUNCTION,
    /** All functions of the account in its Region. */
    REGION,
    /** One log group. */
    LOG_GROUP
  }

  private final Scope scope;
  private final String metricName;
  private final String statistic;

  Metric(Scope scope, String metricName, String statistic) {
    this.scope = scope;
    this.metricName = metricName;
    this.statistic = statistic;
  }

  /** What it is about. */
  public Scope scope() {
    return scope;
  }

  /** Its name in its namespace: {@code AWS/Logs} for a log group's, else {@code AWS/Lambda}. */
  public String metricName() {
    return metricName;
  }

  /** The statistic that is asked for. */
  public String statistic() {
    return statistic;
  }
}
