package dev.unthrottle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What the signs mean that no label had room to explain; usually none. */
final class SvgLegend {

  private static final int ROW = 20;
  private static final int ICON = 20;
  private static final int BETWEEN = 18;

  private final List<List<Sign>> rows = new ArrayList<>();
  private final int top;

  SvgLegend(List<SvgPanel> panels, int width, int top) {
    this.top = top;
    var signs = new TreeSet<Sign>();
    panels.forEach(panel -> panel.signs().forEach(signs::add));
    panels.forEach(panel -> panel.told().forEach(signs::remove));
    double x = width;
    for (Sign sign : signs) {
      if (x + length(sign) > width) {
        rows.add(new ArrayList<>());
        x = 0;
      }
      rows.getLast().add(sign);
      x += length(sign) + BETWEEN;
    }
  }

  private static double length(Sign sign) {
    return ICON + Lettering.NOTE.width(sign.words());
  }

  int bottom() {
    return top + rows.size() * ROW + 4;
  }

  void draw(SvgPen pen) {
    int y = top;
    for (List<Sign> row : rows) {
      double x = 0;
      for (Sign sign : row) {
        icon(pen, sign, x, y);
        pen.text(Lettering.NOTE, x + ICON, y + 14, sign.words());
        x += length(sign) + BETWEEN;
      }
      y += ROW;
    }
  }

  private static void icon(SvgPen pen, Sign sign, double x, int y) {
    switch (sign) {
      case ANSWERED, REFUSED, HUNG_UP, FAILED -> pen.mark(sign, x + SvgPen.MARK, y + 10);
      case GHOST, DUPLICATE -> {
        pen.bar(sign.id(), x, x + 16, y + 1);
        pen.hatch(sign.id(), x, x + 16, y + 1, sign == Sign.GHOST);
      }
    }
  }
}
