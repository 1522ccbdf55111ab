package dev.unthrottle.aws;

import dev.unthrottle.evidence.FunctionRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
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

  /** The form that all of AWS's names of Regions have, {@code eusc-de-east-1} included. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}");

  /** Refuses what is no Region, no profile's name, or an endpoint that nothing can be sent to. */
  public AwsTarget {
    if (region != null) {
      requireRegion(region);
    }
    if (profile != null) {
      requireProfile(profile);
    }
    if (endpointUrl != null) {
      requireEndpoint(endpointUrl);
    }
  }

  /**
   * Returns {@code text} if it has the form of a Region.
   *
   * @throws IllegalArgumentException if it hasn't
   */
  public static String requireRegion(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException("A Region is a name such as eu-west-1. Found: " + text);
    }
    return text;
  }

  /**
   * Returns {@code text} if a profile can have that name.
   *
   * @throws IllegalArgumentException if none can
   */
  public static String requireProfile(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "A profile is a name from ~/.aws/config, such as default. Found: " + text);
    }
    return text;
  }

  /**
   * The endpoint that {@code text} is.
   *
   * @throws IllegalArgumentException if nothing can be sent to it
   */
  public static URI endpoint(String text) {
    try {
      return requireEndpoint(new URI(text));
    } catch (URISyntaxException e) {
      throw noEndpoint(text, e);
    }
  }

  private static URI requireEndpoint(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      throw noEndpoint(url.toString(), null);
    }
    return url;
  }

  private static IllegalArgumentException noEndpoint(
      String found, @Nullable URISyntaxException cause) {
    return new IllegalArgumentException(
        "An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: " + found,
        cause);
  }

  /**
   * This target, in the Region of the function's ARN if it has one.
   *
   * @throws IllegalArgumentException if another Region was chosen
   */
  public AwsTarget inRegionOf(FunctionRef function) {
    String named = function.region();
    if (named == null || named.equals(region)) {
      return this;
    }
    if (region != null) {
      throw new IllegalArgumentException(
          "The function's ARN names the Region %s, and %s was chosen: leave out one of them. Found: %s"
              .formatted(named, region, function));
    }
    return new AwsTarget(named, profile, endpointUrl);
  }
}
