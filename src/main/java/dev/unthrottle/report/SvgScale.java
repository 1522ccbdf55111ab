package dev.unthrottle.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The time axis of a picture.
 *
 * @param end the last time on it
 * @param left the x of its beginning
 * @param width its width
 */
record SvgScale(Duration end, int left, int width) {

  /** What is free at the right of the axis. */
  static final int MARGIN = 28;

  private static final double BETWEEN = 18;

  /** Lengths that people count in, in milliseconds. */
  static final List<Long> ROUND =
      List.of(
          1L,
          2L,
          5L,
          10L,
          20L,
          50L,
          100L,
          200L,
          500L,
          1_000L,
          2_000L,
          5_000L,
          10_000L,
          20_000L,
          30_000L,
          60_000L,
          120_000L,
          300_000L,
          600_000L,
          900_000L,
          1_800_000L,
          3_600_000L,
          7_200_000L,
          10_800_000L,
          21_600_000L,
          43_200_000L,
          86_400_000L);

  /** The x of a time. */
  double x(Duration at) {
    return left + (double) at.toNanos() / Math.max(1, end.toNanos()) * width;
  }

  /** The right edge of the picture: behind the axis a mark and half of a label have room. */
  double edge() {
    return left + width + MARGIN;
  }

  /** Vertical lines at round times, labelled above. */
  void draw(SvgPen pen, int baseline, int bottom) {
    for (Duration at : ticks()) {
      pen.line("tick", x(at), baseline + 6, x(at), bottom);
      double middle = Math.min(x(at), edge() - labelWidth(at) / 2);
      pen.text(Lettering.TIME, middle, baseline, "middle", label(at));
    }
  }

  /** Times so far from each other that their labels have room. */
  List<Duration> ticks() {
    return ROUND.stream()
        .map(this::every)
        .filter(this::hasRoom)
        .findFirst()
        .orElse(List.of(Duration.ZERO));
  }

  private List<Duration> every(long millis) {
    long most = Math.min(width, end.toMillis() / millis);
    return LongStream.rangeClosed(0, most).mapToObj(i -> Duration.ofMillis(i * millis)).toList();
  }

  private boolean hasRoom(List<Duration> ticks) {
    double widest = ticks.stream().mapToDouble(at -> labelWidth(at)).max().orElse(0);
    boolean apart = ticks.size() < 2 || x(ticks.get(1)) - left >= widest + BETWEEN;
    return apart && ticks.size() <= width / 20;
  }

  private static double labelWidth(Duration at) {
    return Lettering.TIME.width(label(at));
  }

  private static String label(Duration at) {
    return at.isZero() ? "0" : Figures.duration(at);
  }
}
