package dev.unthrottle.report;

import java.time.Duration;

/**
 * The time axis of a picture.
 *
 * @param end the last time on it
 * @param left the x of its beginning
 * @param width its width
 */
record SvgScale(Duration end, int left, int width) {

  private static final int MOST_TICKS = 8;

  /** The x of a time, to a tenth. */
  double x(Duration at) {
    double share = (double) at.toNanos() / Math.max(1, end.toNanos());
    return Math.round((left + share * width) * 10) / 10.0;
  }

  /** Vertical lines at round times, labelled. */
  void draw(Markup svg, int labelY, int bottom) {
    Duration step = step();
    for (Duration at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(step)) {
      svg.empty("line", "x1", x(at), "y1", labelY + 6, "x2", x(at), "y2", bottom, "class", "tick");
      String label = at.isZero() ? "0" : Figures.duration(at);
      svg.element("text", label, "x", x(at), "y", labelY, "class", "label", "text-anchor", "middle")
          .line();
    }
  }

  /** The smallest of 1, 2, 5, 10, 20, 50 … ms that needs no more than eight ticks. */
  private Duration step() {
    long millis = 1;
    for (int digit = 0; end.toMillis() / millis >= MOST_TICKS; digit++) {
      millis = digit % 3 == 1 ? millis / 2 * 5 : millis * 2;
    }
    return Duration.ofMillis(millis);
  }
}
