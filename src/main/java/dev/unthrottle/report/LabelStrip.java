package dev.unthrottle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of labels beside a lane, of which no two overlap. A label begins or ends at what it is
 * about; from a row that isn't next to the lane a line leads to it, which crosses no label either.
 * Row 0 is next to the lane.
 */
final class LabelStrip {

  /** The height of a row. */
  static final int ROW = 16;

  private static final int MOST_ROWS = 4;
  private static final double BETWEEN = 10;
  private static final double OVERHANG = 6;

  private final double right;
  private final List<List<Span>> rows = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();

  LabelStrip(double right) {
    this.right = right;
  }

  /**
   * A label in its place.
   *
   * @param text what it says
   * @param x where it begins
   * @param row its row
   * @param at the x of what it is about
   */
  record Placed(String text, double x, int row, double at) {}

  /**
   * Places the first of these texts that has room anywhere.
   *
   * @param at the x of what it is about
   * @param before whether it had better stand before that than behind it
   * @return which text, {@code -1} if none has room
   */
  int place(double at, boolean before, List<String> texts) {
    for (String text : texts) {
      if (place(at, before, text)) {
        return texts.indexOf(text);
      }
    }
    return -1;
  }

  private boolean place(double at, boolean before, String text) {
    double width = Lettering.TOLD.width(text);
    if (width > right) {
      return false;
    }
    for (boolean first : new boolean[] {true, false}) {
      double wish = before == first ? at + OVERHANG - width : at - OVERHANG;
      double x = Math.clamp(wish, 0, right - width);
      for (int row = 0; row < MOST_ROWS; row++) {
        if (isFree(x, width, row) && leads(at, row)) {
          take(new Placed(text, x, row, at), width);
          return true;
        }
      }
    }
    return false;
  }

  private boolean isFree(double x, double width, int row) {
    return spans(row).noneMatch(new Span(x - BETWEEN, x + width + BETWEEN)::overlaps);
  }

  private boolean leads(double at, int row) {
    var line = new Span(at - 3, at + 3);
    return rows.stream().limit(row).flatMap(List::stream).noneMatch(line::overlaps);
  }

  private Stream<Span> spans(int row) {
    return row < rows.size() ? rows.get(row).stream() : Stream.empty();
  }

  private void take(Placed label, double width) {
    while (rows.size() <= label.row) {
      rows.add(new ArrayList<>());
    }
    rows.get(label.row).add(new Span(label.x, label.x + width));
    rows.stream().limit(label.row).forEach(row -> row.add(new Span(label.at - 1, label.at + 1)));
    placed.add(label);
  }

  List<Placed> placed() {
    return placed;
  }

  /** The height of the rows that are in use. */
  int height() {
    return rows.size() * ROW;
  }
}
