package dev.unthrottle.report;

import dev.unthrottle.simulation.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One timeline in a picture: above the limit of concurrency the attempts of each call, below it the
 * executions in their slots. What is refused stops at the limit, what is admitted passes it.
 */
final class SvgPanel {

  /** Slots that are drawn; executions in others are only counted. */
  private static final int MOST_SLOTS = 8;

  private static final int HEADING = 18;
  private static final int BELOW_HEADING = 8;
  private static final int LIMIT = 32;
  private static final int LIMIT_LINE = 20;
  private static final int NOTE = 18;

  private final TimelineSvg.Panel panel;
  private final SvgScale scale;
  private final int top;
  private final List<SvgCall> calls = new ArrayList<>();
  private final List<SvgSlot> slots = new ArrayList<>();
  private final List<String> heading;
  private final int hiddenCalls;
  private final int hiddenExecutions;

  SvgPanel(TimelineSvg.Panel panel, SvgScale scale, int top) {
    this.panel = panel;
    this.scale = scale;
    this.top = top;
    this.heading = Lettering.HEADING.wrap(panel.heading(), scale.edge());
    Timeline timeline = panel.timeline();
    Lanes lanes = Lanes.of(timeline);
    boolean single = lanes.calls().size() == 1;
    lanes
        .calls()
        .forEach(call ->
            calls.add(
                new SvgCall(single ? "attempts" : "call " + call.getFirst().call(), call, scale)));
    lanes.slots().stream()
        .limit(MOST_SLOTS)
        .forEach(
            runs -> slots.add(new SvgSlot("slot " + (slots.size() + 1), runs, timeline, scale)));
    hiddenCalls =
        (int) timeline.attempts().stream().mapToInt(it -> it.call()).distinct().count()
            - calls.size();
    hiddenExecutions =
        timeline.executions().size() - slots.stream().mapToInt(it -> it.runs().size()).sum();
  }

  /** The signs that are in it. */
  Stream<Sign> signs() {
    return Stream.concat(
        calls.stream().flatMap(SvgCall::signs), slots.stream().flatMap(SvgSlot::signs));
  }

  /** The signs that a label explains. */
  Stream<Sign> told() {
    return Stream.concat(
        calls.stream().flatMap(call -> call.told().stream()),
        slots.stream().flatMap(slot -> slot.told().stream()));
  }

  private int firstCall() {
    return top + heading.size() * HEADING + BELOW_HEADING;
  }

  private int limit() {
    return firstCall() + calls.stream().mapToInt(SvgCall::height).sum() + note(hiddenCalls);
  }

  private int firstSlot() {
    return limit() + LIMIT;
  }

  int bottom() {
    return firstSlot() + slots.stream().mapToInt(SvgSlot::height).sum() + note(hiddenExecutions);
  }

  private static int note(int hidden) {
    return hidden > 0 ? NOTE : 0;
  }

  void draw(SvgPen pen) {
    for (int i = 0; i < heading.size(); i++) {
      pen.text(Lettering.HEADING, 0, top + 15 + i * HEADING, heading.get(i));
    }
    connections(pen);
    int y = firstCall();
    for (SvgCall call : calls) {
      call.draw(pen, y);
      y += call.height();
    }
    hidden(pen, y, hiddenCalls, "call");
    limit(pen, limit() + LIMIT_LINE);
    y = firstSlot();
    for (SvgSlot slot : slots) {
      slot.draw(pen, y);
      y += slot.height();
    }
    hidden(pen, y, hiddenExecutions, "run");
  }

  private void limit(SvgPen pen, int y) {
    pen.text(Lettering.NOTE, 0, y + 4, "limit");
    pen.line("limit", scale.left(), y, scale.edge(), y);
    text(
        pen,
        Lettering.NOTE,
        scale.left() + 8,
        y - 6,
        Holders.texts(panel.limit(), panel.timeline()));
  }

  private void text(SvgPen pen, Lettering kind, double x, int baseline, List<String> texts) {
    double room = scale.edge() - x;
    String text =
        texts.stream()
            .filter(it -> kind.width(it) <= room)
            .findFirst()
            .orElse(kind.fit(texts.getLast(), room));
    pen.text(kind, x, baseline, text);
  }

  private void hidden(SvgPen pen, int y, int hidden, String what) {
    if (hidden > 0) {
      String others = "and %s more".formatted(Figures.count(hidden, what));
      text(
          pen,
          Lettering.NOTE,
          scale.left(),
          y + 12,
          List.of(others + ", told in the table", others));
    }
  }

  /** From each attempt to its execution; from a refused one to the limit, and no further. */
  private void connections(SvgPen pen) {
    var lines = new SvgConnections(pen, scale, calls.size() == 1 ? limit() + LIMIT_LINE : -1);
    int y = firstCall();
    for (SvgCall call : calls) {
      lines.from(call, call.bar(y) + SvgPen.BAR);
      y += call.height();
    }
    y = firstSlot();
    for (SvgSlot slot : slots) {
      lines.to(slot, y);
      y += slot.height();
    }
  }
}
