package dev.unthrottle.report;

import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as SVG: lanes for attempts and executions with the limit between them, and, on the
 * same scale below, the same call with the recommended settings. Its colours are CSS classes of the
 * page that it stands in.
 */
final class TimelineSvg {

  /** Where lanes begin, and how wide they are; a right margin keeps the last mark whole. */
  static final int LEFT = 96;

  static final int WIDTH = 640;
  private static final int RIGHT = 24;
  private static final int AXIS = 30;
  private static final int GAP = 34;

  private TimelineSvg() {}

  /**
   * The picture.
   *
   * @param now one call with the current settings
   * @param proof the same with the recommended ones, or {@code null}
   * @param limit the limit of concurrency, in words
   */
  static Markup of(Timeline now, @Nullable Timeline proof, String limit) {
    Duration end =
        later(Lanes.of(now).end(), proof == null ? Duration.ZERO : Lanes.of(proof).end());
    var scale = new SvgScale(end, LEFT, WIDTH);
    var upper = new SvgLanes(now, limit, scale, AXIS + (proof == null ? 0 : GAP / 2));
    var lower = proof == null ? null : new SvgLanes(proof, limit, scale, upper.bottom() + GAP);
    int height = (lower == null ? upper.bottom() : lower.bottom()) + 8;

    var svg = new Markup();
    svg.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(LEFT + WIDTH + RIGHT, height),
        "role",
        "img",
        "aria-labelledby",
        "timeline-title timeline-desc");
    svg.element("title", "One call, attempt by attempt", "id", "timeline-title");
    svg.element("desc", description(now, proof, limit), "id", "timeline-desc").line();
    scale.draw(svg, AXIS - 14, height - 8);
    if (lower != null) {
      heading(svg, "Now", AXIS + GAP / 2 - 8);
      heading(svg, "With the recommended settings", upper.bottom() + GAP - 10);
      lower.draw(svg);
    }
    upper.draw(svg);
    return svg.close().line();
  }

  private static void heading(Markup svg, String text, int y) {
    svg.element("text", text, "x", 0, "y", y, "class", "heading").line();
  }

  /** The picture in words, for those who can't see it. */
  private static String description(Timeline now, @Nullable Timeline proof, String limit) {
    return "%s Limit: %s.%s"
        .formatted(
            counts("Now", now), limit, proof == null ? "" : " " + counts("Recommended", proof));
  }

  private static String counts(String label, Timeline timeline) {
    return "%s: %s, of which %d refused; %s, over after %s."
        .formatted(
            label,
            Figures.count(timeline.attempts().size(), "attempt"),
            timeline.refusals().size(),
            Figures.count(timeline.executions().size(), "execution"),
            Figures.duration(Lanes.of(timeline).end()));
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
