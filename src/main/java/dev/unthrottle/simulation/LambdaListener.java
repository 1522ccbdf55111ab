package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;

/**
 * Hears what happens at Lambda in a simulation, in the order of its virtual time. Callers go by
 * their index in the plan, times are nanoseconds from the simulation's beginning.
 */
public interface LambdaListener {

  /**
   * A function runs; how that ends is settled when it begins.
   *
   * @param calledNanos when its call was made
   * @param slot where its slot comes from
   */
  void executed(
      int caller,
      long calledNanos,
      long startNanos,
      long endNanos,
      Execution.Result result,
      Decision slot);

  /** A request is refused. */
  void refused(int caller, long nanos, Decision why);

  /** A call is over for its caller. */
  void ended(int caller, long calledNanos, long nanos, AttemptOutcome surfaced);
}
