package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.aws.AwsTarget;
import java.util.function.Function;
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
    return new AwsTarget(
        read("--region", region, AwsTarget::requireRegion, findings),
        read("--profile", profile, AwsTarget::requireProfile, findings),
        read("--endpoint-url", endpointUrl, AwsTarget::endpoint, findings));
  }

  private static <T> @Nullable T read(
      String flag, @Nullable String text, Function<String, T> reader, Findings findings) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException e) {
      findings.refused(flag, e, text);
      return null;
    }
  }
}
