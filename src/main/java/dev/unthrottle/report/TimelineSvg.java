package dev.unthrottle.report;

import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Timelines as SVG, one below the other on the same time scale: lanes for attempts and executions
 * with the limit between them. A picture is drawn for a width, so that its text never shrinks.
 */
public final class TimelineSvg {

  /** The narrowest that a picture can be drawn, in CSS pixels: a telephone's page. */
  public static final int NARROWEST = 320;

  /** The widest, in CSS pixels. */
  public static final int WIDEST = 1_600;

  private static final int LEFT = 96;
  private static final int RIGHT = 24;
  private static final int AXIS = 30;
  private static final int GAP = 34;

  private final List<Panel> panels;
  private final int width;

  private TimelineSvg(List<Panel> panels, int width) {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("A picture shows something. Found: no timeline");
    }
    if (width < NARROWEST || width > WIDEST) {
      throw new IllegalArgumentException(
          "A picture is %d to %d wide. Found: %d".formatted(NARROWEST, WIDEST, width));
    }
    this.panels = List.copyOf(panels);
    this.width = width;
  }

  /**
   * One timeline of a picture.
   *
   * @param heading what it is
   * @param timeline what happened
   * @param limit the limit of concurrency, in words
   */
  public record Panel(String heading, Timeline timeline, String limit) {}

  /**
   * The picture as a document of its own, with its style.
   *
   * @param panels at least one
   * @param width in CSS pixels, {@value #NARROWEST} to {@value #WIDEST}; one unit of the picture is
   *     one of them
   */
  public static String of(List<Panel> panels, int width) {
    return new TimelineSvg(panels, width).draw(true).toString();
  }

  /** The style of the pictures, for a page that holds them. */
  public static String styleSheet() {
    return StyleSheet.timeline();
  }

  /** The picture for a page that has the style. */
  static Markup within(List<Panel> panels, int width) {
    return new TimelineSvg(panels, width).draw(false);
  }

  private Markup draw(boolean alone) {
    var scale = new SvgScale(end(), LEFT, width - LEFT - RIGHT);
    List<SvgLanes> lanes = lanes(scale);
    int height = lanes.getLast().bottom() + 8;
    var svg = new Markup();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "timeline",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 %d %d".formatted(width, height),
        "role",
        "img",
        "aria-labelledby",
        id("title") + " " + id("desc"));
    svg.element("title", "One call, attempt by attempt", "id", id("title"));
    svg.element("desc", description(), "id", id("desc")).line();
    if (alone) {
      svg.element("style", styleSheet()).line();
    }
    scale.draw(svg, AXIS - 14, height - 8);
    lanes.forEach(it -> it.draw(svg));
    return svg.close().line();
  }

  private List<SvgLanes> lanes(SvgScale scale) {
    var lanes = new ArrayList<SvgLanes>();
    int top = AXIS + GAP / 2;
    for (Panel panel : panels) {
      lanes.add(new SvgLanes(panel, scale, top));
      top = lanes.getLast().bottom() + GAP;
    }
    return lanes;
  }

  private Duration end() {
    return panels.stream()
        .map(panel -> Lanes.of(panel.timeline).end())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private String id(String part) {
    return "timeline-%d-%s".formatted(width, part);
  }

  /** The picture in words, for those who can't see it. */
  private String description() {
    var words = new StringBuilder();
    panels.forEach(panel -> words.append(counts(panel)));
    return words.append("Limit: ").append(panels.getFirst().limit).append('.').toString();
  }

  private static String counts(Panel panel) {
    return "%s: %s, of which %d refused; %s, over after %s. "
        .formatted(
            panel.heading,
            Figures.count(panel.timeline.attempts().size(), "attempt"),
            panel.timeline.refusals().size(),
            Figures.count(panel.timeline.executions().size(), "execution"),
            Figures.duration(Lanes.of(panel.timeline).end()));
  }
}
