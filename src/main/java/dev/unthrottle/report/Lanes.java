package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A timeline laid out in lanes: one for the attempts of each call, and as few as possible for the
 * executions, so that no two of a lane overlap: an execution takes the first free one, as it takes
 * a slot.
 *
 * @param calls the attempts of each call
 * @param slots the executions of each lane
 * @param end when everything is over
 */
record Lanes(List<List<Attempt>> calls, List<List<Execution>> slots, Duration end) {

  /** Calls that are drawn; the others are only counted. */
  static final int MOST_CALLS = 6;

  static Lanes of(Timeline timeline) {
    var calls = new TreeMap<Integer, List<Attempt>>();
    for (Attempt attempt : timeline.attempts()) {
      calls.computeIfAbsent(attempt.call(), call -> new ArrayList<>()).add(attempt);
    }
    var drawn = calls.entrySet().stream().limit(MOST_CALLS).toList();
    int lastCall = drawn.isEmpty() ? Integer.MAX_VALUE : drawn.getLast().getKey();
    return new Lanes(
        drawn.stream().map(entry -> List.copyOf(entry.getValue())).toList(),
        slots(timeline.executions().stream().filter(run -> run.call() <= lastCall).toList()),
        end(timeline));
  }

  private static List<List<Execution>> slots(List<Execution> executions) {
    var slots = new ArrayList<List<Execution>>();
    executions.stream()
        .sorted(Comparator.comparing(Execution::start))
        .forEach(execution -> firstFree(slots, execution).add(execution));
    return slots;
  }

  private static List<Execution> firstFree(List<List<Execution>> slots, Execution execution) {
    for (List<Execution> slot : slots) {
      if (slot.getLast().end().compareTo(execution.start()) <= 0) {
        return slot;
      }
    }
    var fresh = new ArrayList<Execution>();
    slots.add(fresh);
    return fresh;
  }

  /** When everything is over. */
  static Duration end(Timeline timeline) {
    return Stream.concat(
            timeline.attempts().stream().map(Attempt::end),
            timeline.executions().stream().map(Execution::end))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
