package dev.unthrottle.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a real client's process is started: with credentials that open nothing, and no profiles. */
public final class ClientProcess {

  /** The region and the credentials that every client finds. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_REGION", "us-east-1",
          "AWS_DEFAULT_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "AKIASANDBOXSANDBOX12",
          "AWS_SECRET_ACCESS_KEY", "sandbox",
          "AWS_EC2_METADATA_DISABLED", "true",
          "AWS_PAGER", "");

  private ClientProcess() {}

  /**
   * A process that finds no settings of AWS but these.
   *
   * @param environment of it alone
   */
  public static ProcessBuilder of(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("AWS_"));
    variables.putAll(ENVIRONMENT);
    Path profiles = Tools.resource("no-profiles.ini");
    variables.put("AWS_CONFIG_FILE", profiles.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", profiles.toString());
    variables.putAll(environment);
    return builder;
  }
}
