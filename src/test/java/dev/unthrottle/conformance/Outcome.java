package dev.unthrottle.conformance;

import dev.unthrottle.simulation.SimulationRun;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call came to.
 *
 * @param requests how many HTTP requests reached Lambda
 * @param executions how often the function ran
 * @param refusals how many requests were answered 429
 * @param peak the most executions at once
 * @param surfaced what the caller got
 */
record Outcome(int requests, int executions, int refusals, int peak, Surfaced.Kind surfaced) {

  /** What a simulated call came to. */
  static Outcome of(SimulationRun run) {
    return new Outcome(
        (int) run.tally().attempts(),
        (int) run.tally().executions(),
        (int) run.tally().refusals(),
        run.tally().peakInFlight(),
        Surfaced.Kind.of(run.calls().getFirst().surfaced()));
  }

  /** What is different in another. */
  List<Difference> differencesTo(Outcome other) {
    List<Difference> differences = new ArrayList<>();
    compare("requests", requests, other.requests, differences);
    compare("executions", executions, other.executions, differences);
    compare("refusals", refusals, other.refusals, differences);
    compare("peak", peak, other.peak, differences);
    compare("error", surfaced, other.surfaced, differences);
    return differences;
  }

  private static void compare(String what, Object mine, Object other, List<Difference> found) {
    if (!mine.equals(other)) {
      found.add(new Difference(what, "%s instead of %s".formatted(other, mine)));
    }
  }
}
