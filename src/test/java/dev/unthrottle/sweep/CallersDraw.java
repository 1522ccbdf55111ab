package dev.unthrottle.sweep;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws who called: the client under suspicion, and others of several kinds. */
final class CallersDraw {

  private static final double HOUR = 3_600;

  /** So many calls of a kind at most: more take longer to play and tell nothing new. */
  private static final int MOST_CALLS = 2_500;

  private final Draw draw;
  private final DrawnFunction function;
  private final String suspect;
  private final double slots;
  private final int account;

  CallersDraw(Draw draw, DrawnFunction function, String suspect, int account) {
    this.draw = draw;
    this.function = function;
    this.suspect = suspect;
    this.account = account;
    this.slots = function.reserved() == null ? account : Math.max(1, function.reserved());
  }

  /** Entries of a history, a line each. */
  List<String> history(@Nullable DrawnFunction neighbour) {
    List<String> history = new ArrayList<>();
    boolean called = draw.chance(0.93);
    if (called) {
      history.add(suspected());
    }
    int others = called ? draw.oneOf(List.of(0, 0, 1, 1, 2, 3)) : draw.whole(1, 2);
    for (int i = 0; i < others; i++) {
      history.add(other());
    }
    if (neighbour != null) {
      history.add(neighbouring(neighbour));
    }
    return history;
  }

  private String suspected() {
    double window = draw.magnitude(900, 24 * HOUR);
    double calls = draw.magnitude(3, 500);
    String alias = function.alias() == null || draw.chance(0.7) ? null : function.alias();
    return entry(alias, always(window, calls / window), suspect, "");
  }

  private String other() {
    @Nullable String alias = function.alias() == null || draw.chance(0.4) ? null : function.alias();
    String client = draw.chance(0.3) ? suspect : DrawnClient.stranger(draw, function);
    String how = draw.chance(0.1) ? ", invocation: async" : "";
    String who = how.isEmpty() ? client : "";
    return switch (draw.whole(0, 3)) {
      case 0 -> entry(alias, burst(), who, how);
      case 1 -> entry(alias, flood(), who, how);
      default -> entry(alias, load(draw.magnitude(0.01, 2)), who, how);
    };
  }

  /** So much of the slots' time on average, for a while. */
  private String load(double share) {
    double perSecond = share * slots / function.meanSeconds();
    return since(Math.min(draw.magnitude(600, 12 * HOUR), MOST_CALLS / perSecond), perSecond);
  }

  /** Many calls within a short time, some while ago. */
  private String burst() {
    double perSecond = draw.magnitude(0.3, 4) * slots / function.meanSeconds();
    double lasting = Math.min(draw.magnitude(3, 900), 2 * MOST_CALLS / perSecond);
    double at = lasting + draw.magnitude(60, 10 * HOUR);
    return ago(at, lasting, perSecond);
  }

  /** About as many calls a second as may begin, however short they are. */
  private String flood() {
    double perSecond = Math.min(draw.magnitude(0.3, 2.5) * 10 * slots, 400);
    return since(Math.min(draw.magnitude(60, HOUR), 2 * MOST_CALLS / perSecond), perSecond);
  }

  private String neighbouring(DrawnFunction neighbour) {
    double perSecond = draw.magnitude(0.3, 3) * account / neighbour.meanSeconds();
    double window = Math.min(draw.magnitude(600, 6 * HOUR), 2 * MOST_CALLS / perSecond);
    String load = since(window, perSecond);
    return "  - {function: %s, %s, client: {id: boto3, maxAttempts: 1}}%n"
        .formatted(neighbour.name(), load);
  }

  /** Until now; what doesn't last long was mostly some while ago. */
  private String since(double seconds, double perSecond) {
    return seconds > HOUR || draw.chance(0.3)
        ? always(seconds, perSecond)
        : ago(seconds + draw.magnitude(300, 6 * HOUR), seconds, perSecond);
  }

  private static String ago(double at, double lasting, double perSecond) {
    return "at: %s, lasting: %s, rate: %s"
        .formatted(Draw.duration(at), Draw.duration(lasting), Draw.rate(perSecond));
  }

  private static String always(double window, double perSecond) {
    return "window: %s, rate: %s".formatted(Draw.duration(window), Draw.rate(perSecond));
  }

  private String entry(@Nullable String alias, String load, String client, String how) {
    return "  - {function: %s%s, %s%s%s}%n"
        .formatted(
            function.name(),
            alias == null || !how.isEmpty() ? "" : ", qualifier: " + alias,
            load,
            how,
            client.isEmpty() ? "" : ", client: " + client);
  }
}
