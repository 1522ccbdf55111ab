package dev.unthrottle.sandbox;

/** The one account and Region that a sandbox plays. */
final class Arns {

  /** AWS's own example account. */
  static final String ACCOUNT = "123456789012";

  static final String REGION = "us-east-1";

  private Arns() {}

  static String function(String name) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(REGION, ACCOUNT, name);
  }

  /** Where Lambda keeps what isn't a function's. */
  static String lambda(String resource) {
    return "arn:aws:lambda:%s:%s:%s".formatted(REGION, ACCOUNT, resource);
  }

  /** A log group, as {@code DescribeLogGroups} calls it in {@code logGroupArn}. */
  static String logGroup(String name) {
    return "arn:aws:logs:%s:%s:log-group:%s".formatted(REGION, ACCOUNT, name);
  }

  /** Whose credentials every request is taken to carry. */
  static String caller() {
    return "arn:aws:iam::%s:user/sandbox".formatted(ACCOUNT);
  }
}
