package dev.unthrottle.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which versions of a function an invocation reaches. All of them share its reserved concurrency.
 *
 * @param shares the share of invocations of each version, above 0 and 1 in sum
 */
public record Routing(Map<String, Double> shares) {

  /** Shares are kept as decimal fractions, so their sum is only nearly 1. */
  private static final double ROUNDING = 1e-6;

  /** Sorts and copies the map; refuses shares that are none or don't make a whole. */
  public Routing {
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING || shares.values().stream().anyMatch(share -> share <= 0)) {
      throw new IllegalArgumentException(
          "The shares of versions are above 0 and 1 in sum. Found: " + shares);
    }
  }

  /** Everything goes to one version. */
  public static Routing to(String version) {
    return new Routing(Map.of(version, 1.0));
  }

  /**
   * Most goes to {@code version}, and some to others.
   *
   * @param others the shares of the others, possibly none; less than 1 in sum
   */
  public static Routing of(String version, Map<String, Double> others) {
    Map<String, Double> shares = new TreeMap<>();
    others.forEach((name, share) -> {
      if (share > 0) {
        shares.put(name, share);
      }
    });
    double rest = 1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (rest > ROUNDING) {
      shares.merge(version, rest, Double::sum);
    }
    return new Routing(shares);
  }
}
