package dev.unthrottle.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The slots in use over a window, upwards against their limit, and the refusals, downwards. */
final class SlotUseSvg {

  private static final int LEFT = 44;
  private static final int UP = 90;
  private static final int DOWN = 44;
  private static final int HEAD = 22;
  private static final int TIMES = 24;
  private static final int FOOT = 22;

  /** A limit this many times higher than all that was used would flatten the columns. */
  private static final int FAR = 4;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(7));

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SlotUse use;
  private final @Nullable Integer limit;
  private final int width;
  private final double top;
  private final boolean near;

  private SlotUseSvg(SlotUse use, @Nullable Integer limit, int width) {
    this.use = use;
    this.limit = limit;
    this.width = width;
    this.near = limit != null && limit <= FAR * Math.max(1, use.mostInUse());
    this.top =
        Math.max(1, near && limit != null ? Math.max(limit, use.mostInUse()) : use.mostInUse());
  }

  /** The picture; {@code limit} is {@code null} where none is known. */
  static Markup of(SlotUse use, String title, @Nullable Integer limit, int width) {
    return new SlotUseSvg(use, limit, width).draw(title);
  }

  private Markup draw(String title) {
    int base = HEAD + UP;
    boolean refusals = use.mostRefused() > 0;
    int below = refusals ? DOWN + FOOT : 0;
    return SvgPicture.of(
        "slots",
        title,
        width,
        base + TIMES + below,
        pen -> {
          pen.text(Lettering.TOLD, 0, 12, heading());
          times(pen, base);
          columns(pen, "execution", use.inUse(), base, -UP / top);
          pen.text(Lettering.TIME, LEFT - 8, HEAD + 8, "end", Figures.decimal(top, 1));
          pen.text(Lettering.TIME, LEFT - 8, base, "end", "0");
          if (near && limit != null) {
            double y = base - limit * UP / top;
            pen.line("limit", LEFT, y, edge(), y);
          }
          if (refusals) {
            refusals(pen, base + TIMES);
          }
        });
  }

  private String heading() {
    String most = "slots in use, most in " + Figures.duration(use.each());
    String limited =
        limit == null ? "" : near ? "; dashed: limit " + limit : "; limit " + limit + ", far above";
    return Lettering.TOLD.fit(most + limited, width);
  }

  private void refusals(SvgPen pen, int y) {
    columns(pen, "refused", use.refused(), y, DOWN / use.mostRefused());
    pen.text(Lettering.TIME, LEFT - 8, y + DOWN, "end", Figures.grouped((long) use.mostRefused()));
    pen.text(Lettering.TOLD, 0, y + DOWN + 16, "refused in " + Figures.duration(use.each()));
  }

  private void columns(SvgPen pen, String kind, List<Double> values, int base, double scale) {
    double step = (double) (edge() - LEFT) / values.size();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) > 0) {
        double end = base + Math.copySign(Math.max(1.5, Math.abs(values.get(i) * scale)), scale);
        pen.column(
            kind,
            LEFT + i * step,
            LEFT + (i + 1) * step - Math.min(1, step / 4),
            Math.min(base, end),
            Math.max(base, end));
      }
    }
  }

  private int edge() {
    return width - SvgScale.MARGIN;
  }

  private void times(SvgPen pen, int base) {
    pen.line("axis", LEFT, base, edge(), base);
    Duration length = use.window().length();
    double room = Lettering.TIME.width("00:00") + 20;
    Duration step =
        STEPS.stream()
            .filter(it -> (edge() - LEFT) * ratio(it, length) >= room)
            .findFirst()
            .orElse(length);
    long seconds = step.toSeconds();
    long first = Math.ceilDiv(use.window().from().getEpochSecond(), seconds) * seconds;
    for (long at = first; at <= use.window().to().getEpochSecond(); at += seconds) {
      Instant time = Instant.ofEpochSecond(at);
      double x =
          LEFT + (edge() - LEFT) * ratio(Duration.between(use.window().from(), time), length);
      pen.line("tick", x, HEAD, x, base + 4);
      pen.text(
          Lettering.TIME,
          x,
          base + 16,
          "middle",
          seconds % 86_400 == 0 ? DATE.format(time) : TIME.format(time));
    }
  }

  private static double ratio(Duration part, Duration whole) {
    return (double) part.toMillis() / whole.toMillis();
  }
}
