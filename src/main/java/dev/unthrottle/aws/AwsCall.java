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
  GET_METRIC_DATA("cloudwatch:GetMetricData", "the function's metrics"),
  FILTER_LOG_EVENTS("logs:FilterLogEvents", "the function's log lines"),
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

  /** What it finds out, in words. */
  String evidence() {
    return evidence;
  }
}
