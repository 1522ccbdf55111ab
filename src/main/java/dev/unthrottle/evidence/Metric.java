package dev.unthrottle.evidence;

/**
 * The CloudWatch metrics of a function that a diagnosis reads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda
 *     Developer Guide</a>, checked 2026-11-22
 */
public enum Metric {
  /** Refused attempts; neither in Invocations nor in Errors. */
  THROTTLES("Throttles", "Sum"),
  /** Executions. */
  INVOCATIONS("Invocations", "Sum"),
  /** Executions that failed. */
  ERRORS("Errors", "Sum"),
  /** The most slots in use within a minute. */
  CONCURRENT_EXECUTIONS("ConcurrentExecutions", "Maximum"),
  /** The longest handler time, in milliseconds. */
  DURATION_MAX("Duration", "Maximum"),
  /** The 99th percentile of the handler time, in milliseconds. */
  DURATION_P99("Duration", "p99"),
  /** The median handler time, in milliseconds. */
  DURATION_P50("Duration", "p50");

  private final String metricName;
  private final String statistic;

  Metric(String metricName, String statistic) {
    this.metricName = metricName;
    this.statistic = statistic;
  }

  /** The name in the namespace {@code AWS/Lambda}. */
  public String metricName() {
    return metricName;
  }

  /** The statistic that is asked for. */
  public String statistic() {
    return statistic;
  }
}
