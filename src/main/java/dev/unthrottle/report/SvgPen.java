package dev.unthrottle.report;

import java.util.Locale;

/** Draws the shapes of a picture. */
final class SvgPen {

  /** The height of a bar. */
  static final int BAR = 18;

  /** The radius of a mark, its border included. */
  static final int MARK = 8;

  private static final int HATCH = 6;

  private final Markup svg;

  SvgPen(Markup svg) {
    this.svg = svg;
  }

  /** Begins a group that tells what it is when it is pointed at. */
  void begin(String title) {
    svg.open("g").element("title", title);
  }

  void end() {
    svg.close().line();
  }

  void text(Lettering kind, double x, double baseline, String text) {
    text(kind, x, baseline, "start", text);
  }

  void text(Lettering kind, double x, double baseline, String anchor, String text) {
    svg.element(
            "text",
            text,
            "x",
            tenth(x),
            "y",
            tenth(baseline),
            "font-size",
            kind.size(),
            "text-anchor",
            anchor,
            "class",
            kind.name().toLowerCase(Locale.ROOT))
        .line();
  }

  void line(String kind, double x1, double y1, double x2, double y2) {
    svg.empty(
        "line", "x1", tenth(x1), "y1", tenth(y1), "x2", tenth(x2), "y2", tenth(y2), "class", kind);
  }

  /** A bar from one x to another, never too thin to be seen. */
  void bar(String kind, double from, double to, double y) {
    svg.empty(
        "rect",
        "x",
        tenth(from),
        "y",
        tenth(y),
        "width",
        tenth(Math.max(2, to - from)),
        "height",
        BAR,
        "rx",
        2,
        "class",
        "bar " + kind);
  }

  /** A column from one height to another. */
  void column(String kind, double from, double to, double top, double bottom) {
    svg.empty(
        "rect",
        "x",
        tenth(from),
        "y",
        tenth(top),
        "width",
        tenth(Math.max(0.5, to - from)),
        "height",
        tenth(bottom - top),
        "class",
        kind);
  }

  /** A point on a line. */
  void dot(String kind, double x, double y) {
    svg.empty("circle", "cx", tenth(x), "cy", tenth(y), "r", 4, "class", kind);
  }

  /** Diagonals over a bar: rising, or falling. */
  void hatch(String kind, double from, double to, double y, boolean rising) {
    var path = new StringBuilder();
    for (double foot = from - BAR + HATCH; foot < to; foot += HATCH) {
      double first = Math.max(0, from - foot);
      double last = Math.min(BAR, to - foot);
      if (last > first) {
        path.append('M').append(tenth(foot + first)).append(' ');
        path.append(tenth(rising ? y + BAR - first : y + first)).append('L');
        path.append(tenth(foot + last)).append(' ');
        path.append(tenth(rising ? y + BAR - last : y + last));
      }
    }
    if (!path.isEmpty()) {
      svg.empty("path", "d", path, "class", "hatch " + kind);
    }
  }

  /** A disc with a sign in it. */
  void mark(Sign sign, double x, double y) {
    svg.empty(
        "circle", "cx", tenth(x), "cy", tenth(y), "r", MARK - 1, "class", "mark " + sign.id());
    String stroke =
        switch (sign) {
          case ANSWERED -> "m-3.2 .2l2.3 2.4l4.2-4.8";
          case REFUSED -> "m-3.5 0h7";
          case HUNG_UP -> "m-2.8-2.8l5.6 5.6m0-5.6l-5.6 5.6";
          case FAILED, GHOST, DUPLICATE -> "m0-4v4.4m0 2.6v.6";
        };
    svg.empty("path", "d", "M%s %s%s".formatted(tenth(x), tenth(y), stroke), "class", "sign");
  }

  private static String tenth(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
