package dev.unthrottle.evidence;

import java.time.Duration;
import java.util.List;

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
  /** All handler time together, in milliseconds. */
  DURATION_SUM(Scope.FUNCTION, "Duration", "Sum"),
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
  /** The most provisioned environments in use within a minute. */
  PROVISIONED_CONCURRENT_EXECUTIONS(Scope.FUNCTION, "ProvisionedConcurrentExecutions", "Maximum"),
  /** The highest share of the provisioned environments in use, 0 to 1. */
  PROVISIONED_UTILIZATION(Scope.FUNCTION, "ProvisionedConcurrencyUtilization", "Maximum"),
  /** Executions in provisioned environments. */
  PROVISIONED_INVOCATIONS(Scope.FUNCTION, "ProvisionedConcurrencyInvocations", "Sum"),
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

  /** Refused on Lambda Managed Instances: every environment ran as many executions as it may. */
  CONCURRENCY_THROTTLES(Scope.FUNCTION, "ConcurrencyThrottles", "Sum", Resolution.FIVE_MINUTES),
  /** Refused on Lambda Managed Instances: their CPUs were busy. */
  CPU_THROTTLES(Scope.FUNCTION, "CPUThrottles", "Sum", Resolution.FIVE_MINUTES),
  /** Refused on Lambda Managed Instances: their memory was taken. */
  MEMORY_THROTTLES(Scope.FUNCTION, "MemoryThrottles", "Sum", Resolution.FIVE_MINUTES),
  /** Refused on Lambda Managed Instances: their disks were full. */
  DISK_THROTTLES(Scope.FUNCTION, "DiskThrottles", "Sum", Resolution.FIVE_MINUTES),

  /** Refused attempts at all functions of the Region. */
  ACCOUNT_THROTTLES(Scope.REGION, "Throttles", "Sum"),
  /** Executions of all functions of the Region. */
  ACCOUNT_INVOCATIONS(Scope.REGION, "Invocations", "Sum"),
  /** The most slots in use at once by all functions of the Region. */
  ACCOUNT_CONCURRENT_EXECUTIONS(Scope.REGION, "ConcurrentExecutions", "Maximum"),
  /**
   * What of the account's concurrency is taken: in use without a reservation, and reserved or
   * provisioned whether in use or not. This is what the quota limits.
   */
  CLAIMED_ACCOUNT_CONCURRENCY(Scope.REGION, "ClaimedAccountConcurrency", "Maximum"),
  /** The most slots in use at once by functions without a reservation. */
  UNRESERVED_CONCURRENT_EXECUTIONS(Scope.REGION, "UnreservedConcurrentExecutions", "Maximum"),

  /** What the function's log group took in, in bytes: what a query of it would scan. */
  LOG_BYTES(Scope.LOG_GROUP, "IncomingBytes", "Sum");

  /** How often AWS publishes a metric. */
  private static final class Resolution {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  }

  /** What a metric is about, and so which namespace and dimension it has. */
  public enum Scope {
    /** One function, with all its versions and aliases. */
    FUNCTION,
    /** All functions of the account in its Region. */
    REGION,
    /** One log group. */
    LOG_GROUP
  }

  /**
   * The metrics that tell why Lambda Managed Instances refused, in the order of their names.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-monitoring.html">
   *     Monitoring Lambda Managed Instances</a>, checked 2026-11-22
   */
  public static final List<Metric> INSTANCE_THROTTLES =
      List.of(CONCURRENCY_THROTTLES, CPU_THROTTLES, MEMORY_THROTTLES, DISK_THROTTLES);

  private final Scope scope;
  private final String metricName;
  private final String statistic;
  private final Duration resolution;

  Metric(Scope scope, String metricName, String statistic) {
    this(scope, metricName, statistic, Resolution.MINUTE);
  }

  Metric(Scope scope, String metricName, String statistic, Duration resolution) {
    this.scope = scope;
    this.metricName = metricName;
    this.statistic = statistic;
    this.resolution = resolution;
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

  /** The shortest period that it has points for. */
  public Duration resolution() {
    return resolution;
  }
}
