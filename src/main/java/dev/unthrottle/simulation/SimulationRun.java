package dev.unthrottle.simulation;

import java.util.List;

/**
 * What a simulation found.
 *
 * @param calls the recorded calls, in the order of their starts
 * @param timeline the same calls, attempt by attempt
 * @param tally all calls together
 * @param byCaller the calls of each caller, in the plan's order
 * @param seed what replays it, byte for byte
 */
public record SimulationRun(
    List<SimulatedCall> calls, Timeline timeline, Tally tally, List<Tally> byCaller, long seed) {

  /** Copies the lists. */
  public SimulationRun {
    calls = List.copyOf(calls);
    byCaller = List.copyOf(byCaller);
  }
}
