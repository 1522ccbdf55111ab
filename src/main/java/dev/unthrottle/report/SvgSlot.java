package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The lane of one slot: the executions that held it, and below them what is odd about them. */
final class SvgSlot {

  private static final int GAP = 6;
  private static final double INSET = 6;

  private final String name;
  private final List<Execution> executions;
  private final Timeline timeline;
  private final SvgScale scale;
  private final LabelStrip labels;
  private final Set<Sign> told = EnumSet.noneOf(Sign.class);

  SvgSlot(String name, List<Execution> executions, Timeline timeline, SvgScale scale) {
    this.name = name;
    this.executions = executions;
    this.timeline = timeline;
    this.scale = scale;
    this.labels = new LabelStrip(scale.edge());
    executions.forEach(this::label);
  }

  private void label(Execution execution) {
    List<String> texts = texts(execution);
    if (!texts.isEmpty()) {
      int rank = labels.place(scale.x(odd(execution)), false, texts);
      if (rank >= 0 && rank < texts.size() - 1) {
        told.addAll(signs(execution));
      }
    }
  }

  private Set<Sign> signs(Execution execution) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    if (timeline.isDuplicate(execution)) {
      signs.add(Sign.DUPLICATE);
    }
    if (timeline.isGhost(execution)) {
      signs.add(Sign.GHOST);
    }
    return signs;
  }

  /** What is odd about it, the fullest text first; nothing if nothing is. */
  private List<String> texts(Execution execution) {
    var parts = new ArrayList<String>();
    if (timeline.isDuplicate(execution)) {
      parts.add("duplicate run");
    }
    switch (execution.result()) {
      case FAILED -> parts.add("raises");
      case TIMED_OUT -> parts.add("cut off by the function's timeout");
      case RUNNING -> parts.add("still running");
      case SUCCEEDED -> {}
    }
    String length = Figures.duration(execution.length());
    if (timeline.isGhost(execution)) {
      String unheard = Figures.duration(execution.end().minus(heard(execution)));
      String all = String.join(", ", parts);
      String prefix = all.isEmpty() ? "" : all + ", ";
      return List.of(
          "%sruns on for %s, nobody listens".formatted(prefix, unheard),
          prefix + "nobody listens",
          unheard);
    }
    if (parts.isEmpty()) {
      return hasRoomInside(execution, length) ? List.of() : List.of(length, length);
    }
    return List.of(String.join(", ", parts), length);
  }

  private boolean hasRoomInside(Execution execution, String text) {
    return scale.x(execution.start()) + INSET + Lettering.INSIDE.width(text) + 2
        <= scale.x(heard(execution));
  }

  /** Where it begins to be odd. */
  private Duration odd(Execution execution) {
    return timeline.isGhost(execution) && !timeline.isDuplicate(execution)
        ? heard(execution)
        : execution.start();
  }

  /** When nobody listened any more; its end, if somebody did all the time. */
  private Duration heard(Execution execution) {
    return timeline
        .causeOf(execution)
        .filter(_ -> timeline.isGhost(execution))
        .map(Attempt::end)
        .filter(end -> end.compareTo(execution.start()) > 0)
        .orElse(timeline.isGhost(execution) ? execution.start() : execution.end());
  }

  /** The signs that are in it. */
  Stream<Sign> signs() {
    return executions.stream().flatMap(execution -> signs(execution).stream());
  }

  /** The signs that a label explains. */
  Set<Sign> told() {
    return told;
  }

  int height() {
    return SvgPen.BAR + labels.height() + GAP;
  }

  List<Execution> executions() {
    return executions;
  }

  void draw(SvgPen pen, int top) {
    pen.text(Lettering.NOTE, 0, top + 13, name);
    executions.forEach(execution -> execution(pen, execution, top));
    for (LabelStrip.Placed label : labels.placed()) {
      int baseline = top + SvgPen.BAR + 13 + label.row() * LabelStrip.ROW;
      if (label.row() > 0) {
        pen.line("leader", label.at(), top + SvgPen.BAR + 1, label.at(), baseline - 11);
      }
      pen.text(Lettering.TOLD, label.x(), baseline, label.text());
    }
  }

  private void execution(SvgPen pen, Execution execution, int y) {
    double from = scale.x(execution.start());
    double heard = scale.x(heard(execution));
    double to = scale.x(execution.end());
    boolean duplicate = timeline.isDuplicate(execution);
    pen.begin(title(execution));
    if (heard > from || to == from) {
      pen.bar(duplicate ? "duplicate" : "execution", from, heard, y);
    }
    if (timeline.isGhost(execution)) {
      pen.bar("ghost", heard, to, y);
      pen.hatch("ghost", heard, Math.max(heard + 2, to), y, true);
    }
    if (duplicate) {
      pen.hatch("duplicate", from, to, y, false);
    }
    List.of(
            "run of attempt %d: %s"
                .formatted(execution.attempt(), Figures.duration(execution.length())),
            Figures.duration(execution.length()))
        .stream()
        .filter(text -> !duplicate && hasRoomInside(execution, text))
        .findFirst()
        .ifPresent(text -> pen.text(Lettering.INSIDE, from + INSET, y + 13, text));
    pen.end();
  }

  private String title(Execution execution) {
    return "Run of the function for attempt %d of call %d: %s to %s, %s%s%s"
        .formatted(
            execution.attempt(),
            execution.call(),
            Figures.duration(execution.start()),
            Figures.duration(execution.end()),
            execution.result().id(),
            timeline.isDuplicate(execution) ? ", a duplicate" : "",
            timeline.isGhost(execution) ? ", nobody listens at its end" : "");
  }
}
