package dev.unthrottle.report;

import dev.unthrottle.evidence.DurationStatistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a function's runs took, against the timeouts that matter to them: as a histogram where
 * every run is known, and as a strip of percentiles where only those are.
 */
final class DurationSvg {

  private static final int LEFT = 44;
  private static final int COLUMNS = 110;
  private static final int STRIP = 26;
  private static final int AXIS = 24;

  /** A timeout is on the axis if the runs still have at least this share of it. */
  private static final double ROOM = 0.1;

  /** Runs that differ by no more than this share have no shape; their place is what matters. */
  private static final double ALIKE = 0.1;

  /** Runs that are alike share their axis with timeouts of up to so many times their length. */
  private static final double FAR = 4;

  private static final double NARROWEST_COLUMN = 3;

  private final String title;
  private final Map<String, Duration> limits;
  private final int width;

  private DurationSvg(String title, Map<String, Duration> limits, int width) {
    this.title = title;
    this.limits = limits;
    this.width = width;
  }

  /**
   * Columns over round edges.
   *
   * @param limits the timeouts, by their names
   */
  static Markup of(Histogram runs, String title, Map<String, Duration> limits, int width) {
    return new DurationSvg(title, limits, width).histogram(runs);
  }

  /** Marks at p50, p90, p99, p99.9 and the longest: no shape is known, and none is drawn. */
  static Markup of(DurationStatistics runs, String title, Map<String, Duration> limits, int width) {
    return new DurationSvg(title, limits, width).percentiles(runs);
  }

  private Markup histogram(Histogram runs) {
    DurationAxis axis = axis(runs.from(), runs.to(), runs.logarithmic());
    TimeoutLines timeouts = new TimeoutLines(limits, axis);
    int top = timeouts.height() + 6;
    int bottom = top + COLUMNS;
    return SvgPicture.of(
        "durations",
        title,
        width,
        bottom + AXIS,
        pen -> {
          axis.draw(pen, top, bottom);
          pen.text(Lettering.TIME, LEFT - 8, top + 8, "end", Figures.grouped(runs.most()));
          pen.text(Lettering.TIME, LEFT - 8, bottom, "end", "0");
          for (Histogram.Bin bin : runs.bins()) {
            if (bin.count() > 0) {
              double height = Math.max(1.5, (double) bin.count() / runs.most() * COLUMNS);
              double left = axis.x(bin.from()) + 0.5;
              double right = Math.max(left + NARROWEST_COLUMN, axis.x(bin.to()) - 0.5);
              pen.column("execution", left, right, bottom - height, bottom);
            }
          }
          timeouts.draw(pen, top, bottom);
        });
  }

  private Markup percentiles(DurationStatistics runs) {
    Map<Duration, String> marks = new LinkedHashMap<>();
    TimeoutLines.named(marks, "p50", runs.p50());
    TimeoutLines.named(marks, "p90", runs.p90());
    TimeoutLines.named(marks, "p99", runs.p99());
    TimeoutLines.named(marks, "p99.9", runs.p999());
    TimeoutLines.named(marks, "longest", runs.max());
    DurationAxis axis =
        axis(
            TimeoutLines.millis(runs.p50()) * 0.9,
            TimeoutLines.millis(runs.max()) * 1.1 + 1,
            runs.max().compareTo(runs.p50().multipliedBy(20)) > 0);
    TimeoutLines timeouts = new TimeoutLines(limits, axis);
    LabelStrip below = new LabelStrip(axis.edge());
    marks.forEach((at, name) ->
        below.place(
            axis.x(TimeoutLines.millis(at)),
            !at.equals(runs.max()),
            List.of(name + " " + Figures.duration(at), name)));
    int top = timeouts.height() + 6;
    int middle = top + STRIP / 2;
    int names = top + STRIP;
    int bottom = names + below.height() + 4;
    return SvgPicture.of(
        "durations",
        title,
        width,
        bottom + AXIS,
        pen -> {
          axis.draw(pen, top, bottom);
          pen.line(
              "strip",
              axis.x(TimeoutLines.millis(runs.p50())),
              middle,
              axis.x(TimeoutLines.millis(runs.max())),
              middle);
          marks
              .keySet()
              .forEach(at -> pen.dot("execution", axis.x(TimeoutLines.millis(at)), middle));
          for (LabelStrip.Placed label : below.placed()) {
            int baseline = names + 11 + label.row() * LabelStrip.ROW;
            pen.line("leader", label.at(), middle + 5, label.at(), baseline - 11);
            pen.text(Lettering.TOLD, label.x(), baseline, label.text());
          }
          timeouts.draw(pen, top, bottom);
        });
  }

  private DurationAxis axis(double from, double to, boolean logarithmic) {
    double lowest = from;
    double highest = to;
    for (Duration limit : limits.values()) {
      double at = TimeoutLines.millis(limit);
      double low = Math.min(lowest, at);
      double high = Math.max(highest, at * 1.02);
      boolean near =
          to - from <= ALIKE * to ? high <= FAR * to : (to - from) / (high - low) >= ROOM;
      if (logarithmic ? high / Math.max(1, low) <= 1e5 : near) {
        lowest = low;
        highest = high;
      }
    }
    double before = logarithmic || lowest == from ? lowest : lowest - (highest - lowest) * 0.03;
    return new DurationAxis(
        Math.max(0, before), highest, logarithmic, LEFT, width - LEFT - SvgScale.MARGIN);
  }
}
