package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.aws.AwsTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which AWS to ask. */
final class TargetOptions {

  @Option(names = "--region", paramLabel = "R", description = "the Region")
  private @Nullable String region;

  @Option(names = "--profile", paramLabel = "P", description = "a profile of ~/.aws/config")
  private @Nullable String profile;

  @Option(names = "--endpoint-url", paramLabel = "URL", description = "where AWS is, if elsewhere")
  private @Nullable String endpointUrl;

  AwsTarget target(Findings findings) {
    try {
      URI endpoint = endpointUrl == null ? null : URI.create(endpointUrl);
      return new AwsTarget(region, profile, endpoint);
    } catch (IllegalArgumentException e) {
      findings.add(
          "--endpoint-url",
          "An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566.",
          String.valueOf(endpointUrl));
      return AwsTarget.AMBIENT;
    }
  }
}
