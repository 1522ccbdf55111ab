package dev.unthrottle.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * An axis of durations, on which every factor or every difference is equally long.
 *
 * @param from where it begins, in milliseconds
 * @param to where it ends
 * @param logarithmic whether a factor is always equally long
 * @param left the x of its beginning
 * @param width its width
 */
record DurationAxis(double from, double to, boolean logarithmic, int left, int width) {

  private static final double BETWEEN = 18;

  /** The smallest that a logarithmic axis tells from 0. */
  private static final double SMALLEST = 0.7;

  double x(double millis) {
    double share =
        logarithmic
            ? (log(millis) - log(from)) / (log(to) - log(from))
            : (millis - from) / (to - from);
    return left + share * width;
  }

  private static double log(double millis) {
    return Math.log(Math.max(SMALLEST, millis));
  }

  double edge() {
    return left + width + SvgScale.MARGIN;
  }

  boolean holds(double millis) {
    return millis >= from && millis <= to;
  }

  /** Times below the axis. */
  void draw(SvgPen pen, double top, double bottom) {
    pen.line("axis", left, bottom, left + width, bottom);
    double free = 0;
    for (double tick : ticks()) {
      String label = label(tick);
      double half = Lettering.TIME.width(label) / 2;
      double middle = Math.min(x(tick), edge() - half);
      if (middle - half >= free) {
        pen.line("tick", x(tick), top, x(tick), bottom + 4);
        pen.text(Lettering.TIME, middle, bottom + 16, "middle", label);
        free = middle + half + BETWEEN;
      }
    }
  }

  private double[] ticks() {
    return logarithmic ? decades() : equal();
  }

  private double[] decades() {
    return DoubleStream.iterate(1, it -> it <= to, it -> it * 10)
        .flatMap(decade -> DoubleStream.of(decade, 2 * decade, 5 * decade))
        .filter(this::holds)
        .toArray();
  }

  private double[] equal() {
    for (long step : SvgScale.ROUND) {
      List<Long> ticks =
          LongStream.rangeClosed((long) Math.ceil(from / step), (long) (to / step))
              .limit(width)
              .map(i -> i * step)
              .boxed()
              .toList();
      double widest =
          ticks.stream().mapToDouble(it -> Lettering.TIME.width(label(it))).max().orElse(0);
      if (ticks.size() <= width / 20 && step / (to - from) * width >= widest + BETWEEN) {
        return ticks.stream().mapToDouble(Long::doubleValue).toArray();
      }
    }
    return new double[0];
  }

  private static String label(double millis) {
    return millis == 0 ? "0" : Figures.duration(Duration.ofNanos(Math.round(millis * 1e6)));
  }
}
