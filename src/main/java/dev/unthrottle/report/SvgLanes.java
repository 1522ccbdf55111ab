package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;

/** The lanes of one timeline in a picture. */
final class SvgLanes {

  private static final int LANE = 30;
  private static final int BAR = 16;
  private static final int LIMIT = 22;
  private static final double LABEL_DISTANCE = 14;

  /** Marks that would hide each other stand side by side instead. */
  private static final double MARK_DISTANCE = 16;

  private final Timeline timeline;
  private final Lanes lanes;
  private final String heading;
  private final String limit;
  private final SvgScale scale;
  private final int top;

  SvgLanes(TimelineSvg.Panel panel, SvgScale scale, int top) {
    this.timeline = panel.timeline();
    this.lanes = Lanes.of(timeline);
    this.heading = panel.heading();
    this.limit = panel.limit();
    this.scale = scale;
    this.top = top;
  }

  int bottom() {
    return limitY() + LIMIT / 2 + 4 + lanes.slots().size() * LANE;
  }

  void draw(Markup svg) {
    svg.element("text", heading, "x", 0, "y", top - 8, "class", "heading").line();
    int y = top;
    for (List<Attempt> call : lanes.calls()) {
      attempts(svg, call, y);
      y += LANE;
    }
    limit(svg);
    y = limitY() + LIMIT / 2 + 4;
    for (List<Execution> slot : lanes.slots()) {
      for (Execution execution : slot) {
        execution(svg, execution, y);
      }
      y += LANE;
    }
    label(svg, "attempts", top);
    if (!lanes.slots().isEmpty()) {
      label(svg, "executions", limitY() + LIMIT / 2 + 4);
    }
  }

  private int limitY() {
    return top + lanes.calls().size() * LANE + LIMIT / 2;
  }

  private static void label(Markup svg, String text, int y) {
    svg.element("text", text, "x", 0, "y", y + BAR - 3, "class", "label").line();
  }

  private void limit(Markup svg) {
    int right = scale.left() + scale.width();
    int y = limitY();
    svg.element("text", limit, "x", right, "y", y - 5, "class", "label", "text-anchor", "end");
    svg.empty("line", "x1", scale.left(), "y1", y, "x2", right, "y2", y, "class", "limit").line();
  }

  private void attempts(Markup svg, List<Attempt> call, int y) {
    double lastLabel = Double.NEGATIVE_INFINITY;
    double lastMark = Double.NEGATIVE_INFINITY;
    for (Attempt attempt : call) {
      double from = scale.x(attempt.start());
      double to = scale.x(attempt.end());
      svg.open("g").element("title", describe(attempt));
      bar(svg, "attempt", from, to, y);
      if (attempt.outcome().hungUp()) {
        svg.empty("line", "x1", to, "y1", y, "x2", to, "y2", bottom() - 6, "class", "hang-up");
      }
      lastMark = Math.max(to, lastMark + MARK_DISTANCE);
      mark(svg, attempt, lastMark, y + BAR / 2);
      if (from - lastLabel >= LABEL_DISTANCE && to - from >= LABEL_DISTANCE) {
        svg.element("text", "" + attempt.number(), "x", from + 5, "y", y + 12, "class", "number");
        lastLabel = from;
      }
      svg.close().line();
    }
  }

  private void mark(Markup svg, Attempt attempt, double x, int y) {
    String kind =
        switch (attempt.outcome()) {
          case ANSWERED -> "answered";
          case REFUSED -> "refused";
          case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT -> "hung-up";
          case CONNECT_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED -> "failed";
        };
    svg.empty("circle", "cx", x, "cy", y, "r", 7, "class", "mark " + kind);
    String sign =
        switch (kind) {
          case "answered" -> "m-3.2 0.2 l2.3 2.4 l4.2 -4.8";
          case "refused" -> "m-3.5 0 h7";
          default -> "m-2.8 -2.8 l5.6 5.6 m0 -5.6 l-5.6 5.6";
        };
    svg.empty("path", "d", "M" + x + " " + y + " " + sign, "class", "sign");
  }

  private void execution(Markup svg, Execution execution, int y) {
    svg.open("g").element("title", describe(execution));
    Duration heard =
        timeline
            .causeOf(execution)
            .filter(_ -> timeline.isGhost(execution))
            .map(Attempt::end)
            .orElse(execution.end());
    double until = scale.x(heard);
    bar(svg, "execution", scale.x(execution.start()), until, y);
    if (heard.compareTo(execution.end()) < 0) {
      bar(svg, "ghost", until, scale.x(execution.end()), y);
    }
    svg.close().line();
  }

  private static void bar(Markup svg, String kind, double from, double to, int y) {
    double width = Math.max(2, Math.round((to - from) * 10) / 10.0);
    svg.empty(
        "rect", "x", from, "y", y, "width", width, "height", BAR, "rx", 3, "class", "bar " + kind);
  }

  private static String describe(Attempt attempt) {
    return "Attempt %d: %s to %s, %s"
        .formatted(
            attempt.number(),
            Figures.duration(attempt.start()),
            Figures.duration(attempt.end()),
            Wording.ends(attempt.outcome()));
  }

  private static String describe(Execution execution) {
    return "Execution for attempt %d: %s to %s, %s"
        .formatted(
            execution.attempt(),
            Figures.duration(execution.start()),
            Figures.duration(execution.end()),
            execution.result().id());
  }
}
