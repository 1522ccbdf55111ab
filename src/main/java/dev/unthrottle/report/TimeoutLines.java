package dev.unthrottle.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timeouts over an axis of durations; one that isn't on it has an arrow in its label. */
final class TimeoutLines {

  private final LabelStrip labels;
  private final List<Double> lines = new ArrayList<>();

  /**
   * Lays them out.
   *
   * @param limits the timeouts, by their names
   */
  TimeoutLines(Map<String, Duration> limits, DurationAxis axis) {
    labels = new LabelStrip(axis.edge());
    Map<Duration, String> names = new LinkedHashMap<>();
    limits.forEach((name, limit) -> named(names, name, limit));
    List<String> shorter = new ArrayList<>();
    List<String> longer = new ArrayList<>();
    names.forEach((limit, name) -> {
      String text = name + " " + Figures.duration(limit);
      double at = millis(limit);
      if (axis.holds(at)) {
        lines.add(axis.x(at));
        labels.place(axis.x(at), false, List.of(text, name, Figures.duration(limit)));
      } else {
        (at > axis.to() ? longer : shorter).add(text);
      }
    });
    if (!shorter.isEmpty()) {
      labels.place(axis.left(), false, List.of("← " + String.join(", ", shorter)));
    }
    if (!longer.isEmpty()) {
      labels.place(axis.edge(), true, List.of(String.join(", ", longer) + " →"));
    }
  }

  /** Names a length; what has the same length shares a label. */
  static void named(Map<Duration, String> names, String name, Duration length) {
    names.merge(length, name, (first, second) -> first + ", " + second);
  }

  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  /** The height of the labels. */
  int height() {
    return labels.height();
  }

  void draw(SvgPen pen, int top, int bottom) {
    lines.forEach(x -> pen.line("timeout", x, top - 4, x, bottom));
    for (LabelStrip.Placed label : labels.placed()) {
      int baseline = top - 8 - label.row() * LabelStrip.ROW;
      if (label.row() > 0 && lines.contains(label.at())) {
        pen.line("timeout", label.at(), baseline + 4, label.at(), top);
      }
      pen.text(Lettering.TOLD, label.x(), baseline, label.text());
    }
  }
}
