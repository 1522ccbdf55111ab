package dev.unthrottle.aws;

import dev.unthrottle.evidence.FunctionRef;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS to ask. What is {@code null} is found as every AWS tool finds it: in the environment
 * ({@code AWS_REGION}, {@code AWS_PROFILE}, {@code AWS_ENDPOINT_URL} and their like), in the shared
 * configuration files, or from the machine's role.
 *
 * @param region the Region, {@code eu-west-1}
 * @param profile a profile of the shared configuration files
 * @param endpointUrl where all services are, {@code http://127.0.0.1:4566}
 */
public record AwsTarget(
    @Nullable String region, @Nullable String profile, @Nullable URI endpointUrl) {

  /** What the environment says. */
  public static final AwsTarget AMBIENT = new AwsTarget(null, null, null);

  /** Refuses an endpoint that nothing can be sent to. */
  public AwsTarget {
    if (endpointUrl != null && (endpointUrl.getScheme() == null || endpointUrl.getHost() == null)) {
      throw new IllegalArgumentException(
          "An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: "
              + endpointUrl);
    }
  }

  /** This target, in the Region of the function's ARN if it has one and none was chosen. */
  public AwsTarget inRegionOf(FunctionRef function) {
    return region != null || function.region() == null
        ? this
        : new AwsTarget(function.region(), profile, endpointUrl);
  }
}
