package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The limit of concurrency, and who held the slots when attempts were refused. */
final class Holders {

  private Holders() {}

  /** What may be said at the limit, the fullest text first. */
  static List<String> texts(String limit, Timeline timeline) {
    var texts = new ArrayList<String>();
    List<Attempt> refusals = timeline.refusals();
    Set<Execution> holders =
        refusals.stream()
            .flatMap(refusal -> timeline.holdersAt(refusal.start()).stream())
            .collect(Collectors.toSet());
    boolean each =
        refusals.stream().noneMatch(refusal -> timeline.holdersAt(refusal.start()).isEmpty());
    if (each && holders.size() == 1 && isOneCall(timeline)) {
      int attempt = holders.iterator().next().attempt();
      texts.add(
          "%s; the run of attempt %d holds it when %s"
              .formatted(
                  limit, attempt, refusals.size() == 1 ? "the other comes" : "the others come"));
      texts.add("%s; held by attempt %d's run".formatted(limit, attempt));
    }
    texts.add(limit);
    return texts;
  }

  private static boolean isOneCall(Timeline timeline) {
    return timeline.attempts().stream().mapToInt(Attempt::call).distinct().count() == 1;
  }
}
