package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
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

  /** Where time begins; lanes are named at the left of it. */
  private static final int LEFT = 72;

  private static final int AXIS = 22;
  private static final int BETWEEN = 14;

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
    var scale = new SvgScale(end(), LEFT, width - LEFT - SvgScale.MARGIN);
    List<SvgPanel> drawn = layOut(scale);
    int bottom = drawn.getLast().bottom();
    var legend = new SvgLegend(drawn, width, bottom + 4);
    var svg = new Markup();
    SvgPicture.begin(svg, width, legend.bottom(), id("title") + " " + id("desc"));
    svg.element("title", title(), "id", id("title"));
    svg.element("desc", description(), "id", id("desc")).line();
    if (alone) {
      svg.open("style").trusted(styleSheet()).close().line();
    }
    var pen = new SvgPen(svg);
    scale.draw(pen, AXIS - 10, bottom);
    drawn.forEach(panel -> panel.draw(pen));
    legend.draw(pen);
    return svg.close().line();
  }

  private List<SvgPanel> layOut(SvgScale scale) {
    var drawn = new ArrayList<SvgPanel>();
    int top = AXIS;
    for (Panel panel : panels) {
      drawn.add(new SvgPanel(panel, scale, top));
      top = drawn.getLast().bottom() + BETWEEN;
    }
    return drawn;
  }

  private String title() {
    long calls =
        panels.getFirst().timeline.attempts().stream().mapToInt(Attempt::call).distinct().count();
    return calls == 1
        ? "One call, attempt by attempt"
        : Figures.count(calls, "call") + ", attempt by attempt";
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
