package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A timeline in characters: attempts above, executions below, the limit of concurrency between
 * them.
 *
 * <pre>
 *              0                                              6 s
 * attempts     1━━━━━━━━━━╳2⊘ 3⊘
 * limit        ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 1 slot, reserved
 * executions   ███████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
 * </pre>
 */
final class TextTimeline {

  private static final String INDENT = "  ";
  private static final String SEPARATOR = " · ";
  private static final int LABEL = 13;
  private static final int AXIS = TextPage.COLUMNS - INDENT.length() - LABEL;

  /** How many moments a mark's explanation names, before it only counts. */
  private static final int TIMES_TOLD = 3;

  private final Timeline timeline;
  private final Lanes lanes;
  private final String limit;
  private final Duration end;

  TextTimeline(Timeline timeline, String limit) {
    this(timeline, limit, Lanes.end(timeline));
  }

  /** On an axis of a given length, so that it compares with another. */
  TextTimeline(Timeline timeline, String limit, Duration end) {
    this.timeline = timeline;
    this.lanes = Lanes.of(timeline);
    this.limit = limit;
    this.end = end;
  }

  /** The lines, without a newline. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    String scale = Figures.duration(end);
    lines.add(labelled("", "0" + " ".repeat(AXIS - 1 - scale.length()) + scale));
    lines.addAll(picture());
    return lines;
  }

  /** The lines without the axis, where the scale stands elsewhere. */
  List<String> picture() {
    var lines = new ArrayList<String>();
    attemptLanes(lines, "attempts");
    lines.add(labelled("limit", "┄".repeat(AXIS - limit.length() - 1) + " " + limit));
    executionLanes(lines);
    lines.addAll(legend());
    return lines;
  }

  /** The attempts alone, under a picture of the same call with other settings. */
  List<String> proof() {
    var lines = new ArrayList<String>();
    attemptLanes(lines, "recommended");
    return lines;
  }

  /** The lines without the axis and the limit, where those have been shown already. */
  List<String> lanes() {
    var lines = new ArrayList<String>();
    attemptLanes(lines, "attempts");
    executionLanes(lines);
    lines.addAll(legend());
    return lines;
  }

  private void attemptLanes(List<String> lines, String name) {
    String label = name;
    for (List<Attempt> call : lanes.calls()) {
      lines.add(labelled(label, attempts(call)));
      label = "";
    }
  }

  private void executionLanes(List<String> lines) {
    String label = "executions";
    for (List<Execution> slot : lanes.slots()) {
      lines.add(labelled(label, executions(slot)));
      label = "";
    }
  }

  private static String labelled(String label, String lane) {
    return (INDENT + label + " ".repeat(LABEL - label.length()) + lane).stripTrailing();
  }

  private String attempts(List<Attempt> call) {
    var lane = new StringBuilder();
    for (Attempt attempt : call) {
      pad(lane, column(attempt.start()), ' ');
      lane.append(attempt.number());
      pad(lane, column(attempt.end()), '━');
      lane.append(mark(attempt.outcome()));
    }
    return lane.toString();
  }

  private String executions(List<Execution> slot) {
    var lane = new StringBuilder();
    for (Execution execution : slot) {
      int end = Math.max(column(execution.end()), column(execution.start()) + 1);
      pad(lane, column(execution.start()), ' ');
      pad(lane, Math.min(column(abandoned(execution)), end), '█');
      pad(lane, end, '▒');
    }
    return lane.toString();
  }

  /** When nobody listened any more; its end, if somebody did all the time. */
  private Duration abandoned(Execution execution) {
    return timeline
        .causeOf(execution)
        .filter(_ -> timeline.isGhost(execution))
        .map(Attempt::end)
        .orElse(execution.end());
  }

  private static void pad(StringBuilder lane, int column, char with) {
    lane.repeat(with, Math.max(0, column - lane.length()));
  }

  private int column(Duration at) {
    double share = (double) at.toNanos() / Math.max(1, end.toNanos());
    return (int) Math.min(AXIS - 1L, Math.round(share * (AXIS - 1)));
  }

  private static char mark(AttemptOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> '✓';
      case REFUSED -> '⊘';
      case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT -> '╳';
      case CONNECT_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED -> '!';
    };
  }

  /** Explains the marks that occur, and no others. */
  private List<String> legend() {
    var parts = new ArrayList<String>();
    explain(parts, "╳ client hangs up", attempt -> attempt.outcome().hungUp());
    explain(parts, "⊘ 429", attempt -> attempt.outcome() == AttemptOutcome.REFUSED);
    explain(parts, "✓ answered", attempt -> attempt.outcome() == AttemptOutcome.ANSWERED);
    explain(parts, "! failed otherwise", attempt -> mark(attempt.outcome()) == '!');
    if (timeline.executions().stream().anyMatch(timeline::isGhost)) {
      parts.add("▒ runs on, unheard");
    }
    return joined(parts);
  }

  /** As few lines as they need, none broken within an explanation that fits one. */
  private static List<String> joined(List<String> parts) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String part : parts) {
      if (!line.isEmpty()
          && INDENT.length() + line.length() + SEPARATOR.length() + part.length()
              > TextPage.COLUMNS) {
        lines.add(INDENT + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : SEPARATOR).append(part);
    }
    if (!line.isEmpty()) {
      lines.add(INDENT + line);
    }
    return lines;
  }

  private void explain(List<String> parts, String text, Predicate<Attempt> occurs) {
    List<String> times =
        timeline.attempts().stream()
            .filter(occurs)
            .map(attempt -> Figures.duration(attempt.end()))
            .toList();
    if (!times.isEmpty()) {
      parts.add(text + " at " + firstOf(times));
    }
  }

  private static String firstOf(List<String> times) {
    int told = Math.min(TIMES_TOLD, times.size());
    String first = String.join(", ", times.subList(0, told));
    return told == times.size() ? first : first + " and %d more".formatted(times.size() - told);
  }
}
