package dev.unthrottle.report;

import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The lane of one slot: the runs that held it, and below them what is odd about them. */
final class SvgSlot {

  private static final int GAP = 6;
  private static final double INSET = 6;

  private final String name;
  private final List<DrawnRun> runs;
  private final SvgScale scale;
  private final LabelStrip labels;
  private final Set<Sign> told = EnumSet.noneOf(Sign.class);

  SvgSlot(String name, List<Execution> executions, Timeline timeline, SvgScale scale) {
    this.name = name;
    this.runs = executions.stream().map(run -> new DrawnRun(run, timeline)).toList();
    this.scale = scale;
    this.labels = new LabelStrip(scale.edge());
    runs.forEach(this::label);
  }

  private void label(DrawnRun run) {
    List<String> texts = run.oddities();
    if (!texts.isEmpty()) {
      int rank = labels.place(scale.x(run.odd()), false, texts);
      if (rank >= 0 && rank < texts.size() - 1) {
        told.addAll(run.signs());
      }
    } else if (!fits(run, run.length())) {
      labels.place(scale.x(run.odd()), false, List.of(run.length()));
    }
  }

  private boolean fits(DrawnRun run, String text) {
    return scale.x(run.execution().start()) + INSET + Lettering.INSIDE.width(text) + 2
        <= scale.x(run.heard());
  }

  /** The signs that are in it. */
  Stream<Sign> signs() {
    return runs.stream().flatMap(run -> run.signs().stream());
  }

  /** The signs that a label explains. */
  Set<Sign> told() {
    return told;
  }

  int height() {
    return SvgPen.BAR + labels.height() + GAP;
  }

  List<DrawnRun> runs() {
    return runs;
  }

  void draw(SvgPen pen, int top) {
    pen.text(Lettering.NOTE, 0, top + 13, name);
    runs.forEach(run -> run(pen, run, top));
    for (LabelStrip.Placed label : labels.placed()) {
      int baseline = top + SvgPen.BAR + 13 + label.row() * LabelStrip.ROW;
      if (label.row() > 0) {
        pen.line("leader", label.at(), top + SvgPen.BAR + 1, label.at(), baseline - 11);
      }
      pen.text(Lettering.TOLD, label.x(), baseline, label.text());
    }
  }

  private void run(SvgPen pen, DrawnRun run, int y) {
    double from = scale.x(run.execution().start());
    double heard = scale.x(run.heard());
    double to = scale.x(run.execution().end());
    pen.begin(run.title());
    if (heard > from || to == from) {
      pen.bar(run.isDuplicate() ? "duplicate" : "execution", from, heard, y);
    }
    if (run.isGhost()) {
      pen.bar("ghost", heard, to, y);
      pen.hatch("ghost", heard, Math.max(heard + 2, to), y, true);
    }
    if (run.isDuplicate()) {
      pen.hatch("duplicate", from, to, y, false);
    } else {
      inside(pen, run, from + INSET, y + 13);
    }
    pen.end();
  }

  private void inside(SvgPen pen, DrawnRun run, double x, double baseline) {
    String whose = "run of attempt %d: %s".formatted(run.execution().attempt(), run.length());
    Stream.of(whose, run.length())
        .filter(text -> fits(run, text))
        .findFirst()
        .ifPresent(text -> pen.text(Lettering.INSIDE, x, baseline, text));
  }
}
