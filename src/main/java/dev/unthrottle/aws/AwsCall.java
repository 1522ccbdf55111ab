package dev.unthrottle.aws;

/**
 * The calls that a diagnosis makes. Each is named as IAM names its action, which for every call
 * except {@code Invoke} is also the name of the call.
 */
enum AwsCall {
  GET_FUNCTION("lambda:GetFunction", "the function's settings and reserved concurrency"),
  GET_FUNCTION_CONFIGURATION("lambda:GetFunctionConfiguration", "the function's settings"),
  GET_FUNCTION_CONCURRENCY("lambda:GetFunctionConcurrency", "the function's reserved concurrency"),
  GET_ACCOUNT_SETTINGS("lambda:GetAccountSettings", "the account's concurrency"),
  GET_ALIAS("lambda:GetAlias", "the versions that the alias leads to"),
  LIST_PROVISIONED_CONCURRENCY_CONFIGS(
      "lambda:ListProvisionedConcurrencyConfigs", "the function's provisioned concurrency"),
  LIST_EVENT_SOURCE_MAPPINGS(
      "lambda:ListEventSourceMappings", "the event sources that invoke the function"),
  GET_FUNCTION_EVENT_INVOKE_CONFIG(
      "lambda:GetFunctionEventInvokeConfig", "what happens to the function's asynchronous events"),
  GET_METRIC_DATA("cloudwatch:GetMetricData", "the function's metrics"),
  FILTER_LOG_EVENTS("logs:FilterLogEvents", "the function's log lines"),
  DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups", "the class and the size of the log group"),
  START_QUERY("logs:StartQuery", "the function's log lines"),
  GET_QUERY_RESULTS("logs:GetQueryResults", "the function's log lines"),
  STOP_QUERY("logs:StopQuery", "the end of a query that took too long"),
  INVOKE("lambda:InvokeFunction", "a controlled invocation");

  private final String action;
  private final String evidence;

  AwsCall(String action, String evidence) {
    this.action = action;
    this.evidence = evidence;
  }

  /** The IAM action: {@code logs:FilterLogEvents}. */
  String action() {
    return action;
  }

  /** The call: {@code lambda:Invoke}. */
  String apiCall() {
    return this == INVOKE ? "lambda:Invoke" : action;
  }

  /**
   * Whether it shares the 15 calls a second that an account has in a Region for everything that
   * manages functions, deployments included.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests">
   *     Lambda quotas</a>, checked 2026-11-22
   */
  boolean sharesControlPlane() {
    return switch (this) {
      case GET_FUNCTION_CONFIGURATION,
          GET_FUNCTION_CONCURRENCY,
          GET_ACCOUNT_SETTINGS,
          GET_ALIAS,
          LIST_PROVISIONED_CONCURRENCY_CONFIGS,
          LIST_EVENT_SOURCE_MAPPINGS,
          GET_FUNCTION_EVENT_INVOKE_CONFIG ->
          true;
      case GET_FUNCTION,
          GET_METRIC_DATA,
          FILTER_LOG_EVENTS,
          DESCRIBE_LOG_GROUPS,
          START_QUERY,
          GET_QUERY_RESULTS,
          STOP_QUERY,
          INVOKE ->
          false;
    };
  }

  /** What it finds out, in words. */
  String evidence() {
    return evidence;
  }
}
