package dev.unthrottle.app.cli;

import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.sandbox.Sandbox;

/** Points this process at its own sandbox, whatever the user's environment says. */
final class SandboxTarget {

  private SandboxTarget() {}

  /** The SDK looks at these system properties before it looks anywhere else. */
  static AwsTarget of(Sandbox sandbox) {
    var environment = sandbox.environment();
    System.setProperty("aws.accessKeyId", environment.getOrDefault("AWS_ACCESS_KEY_ID", ""));
    System.setProperty(
        "aws.secretAccessKey", environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
    System.clearProperty("aws.sessionToken");
    return new AwsTarget(environment.get("AWS_REGION"), null, sandbox.endpoint());
  }
}
