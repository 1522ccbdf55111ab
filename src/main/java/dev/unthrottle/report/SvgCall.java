package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Attempt;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The lane of one call: its attempts and the waits between them, and above them how they ended. */
final class SvgCall {

  private static final int GAP = 8;
  private static final double INSET = 6;

  private final String name;
  private final List<Attempt> attempts;
  private final SvgScale scale;
  private final List<Ending> endings;
  private final LabelStrip labels;
  private final Set<Sign> told = EnumSet.noneOf(Sign.class);

  SvgCall(String name, List<Attempt> attempts, SvgScale scale) {
    this.name = name;
    this.attempts = attempts;
    this.scale = scale;
    this.endings = Ending.of(attempts, scale, scale.edge() - SvgPen.MARK);
    this.labels = new LabelStrip(scale.edge());
    endings.stream()
        .sorted(Comparator.comparing(Ending::sign, SvgCall::byWeight))
        .forEach(this::label);
  }

  /** Hang-ups are what the picture is about, so they choose their places first. */
  private static int byWeight(Sign a, Sign b) {
    return Boolean.compare(b == Sign.HUNG_UP, a == Sign.HUNG_UP);
  }

  private void label(Ending ending) {
    boolean before = !ending.equals(endings.getLast());
    if (ending.tells(labels.place(ending.x(), before, ending.texts()))) {
      told.add(ending.sign());
    }
  }

  /** The signs that are in it. */
  Stream<Sign> signs() {
    return endings.stream().map(Ending::sign);
  }

  /** The signs that a label explains. */
  Set<Sign> told() {
    return told;
  }

  int height() {
    return labels.height() + SvgPen.BAR + GAP;
  }

  int number() {
    return attempts.getFirst().call();
  }

  List<Ending> endings() {
    return endings;
  }

  /** Where its bars are, if the lane begins at {@code top}. */
  int bar(int top) {
    return top + labels.height();
  }

  void draw(SvgPen pen, int top) {
    int y = bar(top);
    int middle = y + SvgPen.BAR / 2;
    pen.text(Lettering.NOTE, 0, y + 13, name);
    waits(pen, middle);
    attempts.forEach(attempt -> attempt(pen, attempt, y));
    for (Ending ending : endings) {
      pen.begin(ending.title());
      pen.mark(ending.sign(), ending.x(), middle);
      pen.end();
    }
    for (LabelStrip.Placed label : labels.placed()) {
      int baseline = y - 5 - label.row() * LabelStrip.ROW;
      if (label.row() > 0) {
        pen.line("leader", label.at(), baseline + 4, label.at(), y - 1);
      }
      pen.text(Lettering.TOLD, label.x(), baseline, label.text());
    }
  }

  /** The client's waits, as far as they are long enough to be seen. */
  private void waits(SvgPen pen, int middle) {
    for (int i = 1; i < attempts.size(); i++) {
      double from = after(attempts.get(i - 1));
      double to = Math.min(scale.x(attempts.get(i).start()), before(attempts.get(i)));
      if (to - from > 4) {
        pen.line("wait", from, middle, to, middle);
        String length = Figures.duration(attempts.get(i).start().minus(attempts.get(i - 1).end()));
        if (Lettering.TIME.width(length) + 16 <= to - from) {
          pen.text(Lettering.TIME, (from + to) / 2, middle + 4, "middle", length);
        }
      }
    }
  }

  /** Behind the last mark that isn't later than this attempt's. */
  private double after(Attempt attempt) {
    return endings.stream()
            .filter(ending -> ending.attempts().getFirst().number() <= attempt.number())
            .mapToDouble(Ending::x)
            .max()
            .orElse(scale.x(attempt.end()))
        + SvgPen.MARK;
  }

  /** In front of the mark of this attempt. */
  private double before(Attempt attempt) {
    return endings.stream()
        .filter(ending -> ending.attempts().contains(attempt))
        .mapToDouble(ending -> ending.x() - SvgPen.MARK)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private void attempt(SvgPen pen, Attempt attempt, int y) {
    double from = scale.x(attempt.start());
    double to = scale.x(attempt.end());
    boolean connecting = attempt.outcome() == AttemptOutcome.CONNECT_TIMEOUT;
    pen.begin(Ending.title(attempt));
    pen.bar(connecting ? "connecting" : "attempt", from, to, y);
    double begin = attempt.number() == 1 ? from : Math.max(from, afterEarlier(attempt));
    inside(attempt, connecting).stream()
        .filter(text ->
            begin + INSET + Lettering.INSIDE.width(text) + 2 <= Math.min(to, before(attempt)))
        .findFirst()
        .ifPresent(text ->
            pen.text(connecting ? Lettering.TIME : Lettering.INSIDE, begin + INSET, y + 13, text));
    pen.end();
  }

  private double afterEarlier(Attempt attempt) {
    return endings.stream()
        .filter(ending -> ending.attempts().getFirst().number() < attempt.number())
        .mapToDouble(ending -> ending.x() + SvgPen.MARK)
        .max()
        .orElse(0);
  }

  private static List<String> inside(Attempt attempt, boolean connecting) {
    String length = Figures.duration(attempt.length());
    return List.of(
        "attempt %d %s %s"
            .formatted(attempt.number(), connecting ? "connects for" : "waits", length),
        "%d: %s".formatted(attempt.number(), length),
        "" + attempt.number());
  }
}
