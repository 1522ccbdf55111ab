package dev.unthrottle.report;

import java.util.function.Consumer;

/** The frame of a picture: its size, and its name for those who can't see it. */
final class SvgPicture {

  private SvgPicture() {}

  /**
   * A picture.
   *
   * @param id what its parts are called in a page, with its width
   * @param title what it shows, in one sentence
   * @param drawing draws it
   */
  static Markup of(String id, String title, int width, int height, Consumer<SvgPen> drawing) {
    var svg = new Markup();
    begin(svg, width, height, "%s-%d-title".formatted(id, width));
    svg.element("title", title, "id", "%s-%d-title".formatted(id, width)).line();
    drawing.accept(new SvgPen(svg));
    return svg.close().line();
  }

  /**
   * Begins a picture.
   *
   * @param labels the ids of what names and describes it
   */
  static void begin(Markup svg, int width, int height, String labels) {
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
        labels);
  }
}
