package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A run of the function, and what is odd about it.
 *
 * @param execution the run
 * @param timeline what it is part of
 */
record DrawnRun(Execution execution, Timeline timeline) {

  /** Whether its caller had hung up before it ended. */
  boolean isGhost() {
    return timeline.isGhost(execution);
  }

  /** Whether the same call had run already. */
  boolean isDuplicate() {
    return timeline.isDuplicate(execution);
  }

  /** When nobody listened any more; its end, if somebody did all the time. */
  Duration heard() {
    Duration hungUp = timeline.causeOf(execution).map(Attempt::end).orElse(execution.end());
    if (!isGhost()) {
      return execution.end();
    }
    return hungUp.compareTo(execution.start()) > 0 ? hungUp : execution.start();
  }

  /** Where it begins to be odd. */
  Duration odd() {
    return isGhost() && !isDuplicate() ? heard() : execution.start();
  }

  Set<Sign> signs() {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    if (isDuplicate()) {
      signs.add(Sign.DUPLICATE);
    }
    if (isGhost()) {
      signs.add(Sign.GHOST);
    }
    return signs;
  }

  /** What is odd about it, the fullest text first; the last tells a length alone. */
  List<String> oddities() {
    List<String> parts = new ArrayList<>();
    if (isDuplicate()) {
      parts.add("duplicate run");
    }
    switch (execution.result()) {
      case FAILED -> parts.add("raises");
      case TIMED_OUT -> parts.add("cut off by the function's timeout");
      case RUNNING -> parts.add("still running");
      case SUCCEEDED -> {}
    }
    if (isGhost()) {
      String unheard = Figures.duration(execution.end().minus(heard()));
      return List.of(
          and(parts, "runs on for %s, nobody listens".formatted(unheard)),
          and(parts, "nobody listens"),
          unheard);
    }
    return parts.isEmpty() ? List.of() : List.of(String.join(", ", parts), length());
  }

  private static String and(List<String> parts, String last) {
    return parts.isEmpty() ? last : String.join(", ", parts) + ", " + last;
  }

  String length() {
    return Figures.duration(execution.length());
  }

  /** In full, for whoever points at it. */
  String title() {
    return "Run of the function for attempt %d of call %d: %s to %s, %s%s%s"
        .formatted(
            execution.attempt(),
            execution.call(),
            Figures.duration(execution.start()),
            Figures.duration(execution.end()),
            execution.result().id(),
            isDuplicate() ? ", a duplicate" : "",
            isGhost() ? ", nobody listens at its end" : "");
  }
}
