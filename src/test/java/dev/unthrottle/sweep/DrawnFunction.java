package dev.unthrottle.sweep;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function at random.
 *
 * @param name its name
 * @param meanSeconds about how long an execution holds its slot
 * @param reserved its reserved concurrency, {@code null} for none
 * @param alias an alias of it that can be called, {@code null} for none
 * @param keys what a scenario file says of it, a line each
 */
record DrawnFunction(
    String name,
    double meanSeconds,
    @Nullable Integer reserved,
    @Nullable String alias,
    List<String> keys) {

  private static final int LONGEST_TIMEOUT_SECONDS = 900;

  /** The function that is asked about. */
  static DrawnFunction suspected(Draw draw) {
    @Nullable Integer reserved = reserved(draw);
    double seconds = seconds(draw, reserved);
    List<String> keys = new ArrayList<>();
    keys.addAll(runs(draw, seconds));
    keys.addAll(fails(draw));
    if (reserved != null) {
      keys.add("reserved: " + reserved);
    }
    boolean hasAlias = draw.chance(0.12);
    if (hasAlias) {
      keys.add("versions: 3");
      keys.add(draw.oneOf(List.of("aliases: {live: \"3\"}", "aliases: {live: \"3, 2: 0.1\"}")));
      keys.addAll(provisioned(draw, reserved));
    }
    keys.addAll(queue(draw, reserved, seconds));
    return new DrawnFunction("Asked", seconds, reserved, hasAlias ? "live" : null, keys);
  }

  /** Another function of the account, which shares what is not reserved. */
  static DrawnFunction neighbour(Draw draw) {
    double seconds = draw.magnitude(0.3, 30);
    List<String> keys = new ArrayList<>(runs(draw, seconds));
    return new DrawnFunction("Neighbour", seconds, null, null, keys);
  }

  private static @Nullable Integer reserved(Draw draw) {
    double kind = draw.uniform(0, 1);
    if (kind < 0.3) {
      return null;
    }
    if (kind < 0.35) {
      return 0;
    }
    if (kind < 0.58) {
      return 1;
    }
    if (kind < 0.72) {
      return 2;
    }
    if (kind < 0.9) {
      return draw.whole(3, 12);
    }
    return kind < 0.97 ? draw.whole(50, 400) : draw.whole(1_001, 2_500);
  }

  /** Bursts beyond a thousand need executions that take a while; rates need short ones. */
  private static double seconds(Draw draw, @Nullable Integer reserved) {
    if (reserved != null && reserved > 1_000) {
      return draw.magnitude(5, 60);
    }
    return draw.chance(0.12) ? draw.magnitude(0.01, 0.08) : draw.magnitude(0.08, 150);
  }

  private static List<String> runs(Draw draw, double seconds) {
    double longest = 1;
    String duration;
    switch (draw.whole(0, 3)) {
      case 0, 1 -> duration = Draw.duration(seconds);
      case 2 -> {
        longest = draw.uniform(1.5, 6);
        duration =
            "{p50: %s, p99: %s}"
                .formatted(Draw.duration(seconds), Draw.duration(seconds * longest));
      }
      default -> {
        longest = draw.uniform(1.2, 5);
        duration =
            "[%s, %s, %s]"
                .formatted(
                    Draw.duration(seconds * 0.5),
                    Draw.duration(seconds),
                    Draw.duration(seconds * longest));
      }
    }
    double patience = draw.chance(0.08) ? draw.uniform(0.6, 1.1) : draw.magnitude(1.1, 12);
    long timeout = (long) Math.ceil(seconds * longest * patience);
    return List.of(
        "duration: " + duration,
        "timeout: %ds".formatted(Math.clamp(timeout, 1, LONGEST_TIMEOUT_SECONDS)),
        "coldStart: " + (draw.chance(0.3) ? "0s" : Draw.duration(draw.magnitude(0.1, 6))));
  }

  private static List<String> fails(Draw draw) {
    List<String> keys = new ArrayList<>();
    if (draw.chance(0.18)) {
      keys.add("hangs: " + Draw.share(draw.magnitude(0.005, 0.15)));
    }
    if (draw.chance(0.2)) {
      keys.add("fails: " + Draw.share(draw.magnitude(0.01, 0.5)));
      if (draw.chance(0.3)) {
        keys.add("failsWith: \"%s\"".formatted(draw.oneOf(DrawnError.INSIDE)));
      }
    }
    if (draw.chance(0.4)) {
      keys.add("logFormat: json");
    }
    if (draw.chance(0.4)) {
      keys.add("runtime: node");
    }
    return keys;
  }

  private static List<String> provisioned(Draw draw, @Nullable Integer reserved) {
    int most = reserved == null ? 3 : reserved;
    if (most == 0 || draw.chance(0.4)) {
      return List.of();
    }
    int slots = draw.chance(0.4) ? most : draw.whole(1, most);
    return List.of("provisioned: {live: %d}".formatted(slots));
  }

  private static List<String> queue(Draw draw, @Nullable Integer reserved, double seconds) {
    if (!draw.chance(0.16)) {
      return List.of();
    }
    double slots = reserved == null ? 10 : Math.clamp(reserved, 1, 40);
    double perSecond = Math.min(2, draw.magnitude(0.05, 2) * slots / seconds);
    double window = Math.min(draw.magnitude(600, 20_000), 1_500 / perSecond);
    String limit = draw.chance(0.5) ? "" : ", maximumConcurrency: %d".formatted(draw.whole(2, 10));
    return List.of(
        "eventSources:",
        "  - {source: \"arn:aws:sqs:us-east-1:123456789012:orders\", batchSize: 1, rate: %s, window: %s%s%s}"
            .formatted(
                Draw.rate(perSecond),
                Draw.duration(window),
                limit,
                draw.chance(0.15) ? ", enabled: false" : ""));
  }

  /** What a scenario file has of it. */
  String yaml() {
    StringBuilder yaml = new StringBuilder("  - name: %s%n".formatted(name));
    keys.forEach(key -> yaml.append("    ").append(key).append('\n'));
    return yaml.toString();
  }
}
