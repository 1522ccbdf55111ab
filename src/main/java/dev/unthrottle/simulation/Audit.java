package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import java.util.ArrayList;
import java.util.List;

/** Checks that what was counted in different places agrees; a run that doesn't is worth nothing. */
final class Audit {

  private final List<String> violations = new ArrayList<>();

  /** The books of one caller. */
  Audit caller(String name, CallerTally tally) {
    equal(
        name + ": calls = answered + refused + timed out",
        tally.calls,
        tally.surfaced.of(AttemptOutcome.ANSWERED)
            + tally.surfaced.of(AttemptOutcome.REFUSED)
            + tally.surfaced.timeouts());
    equal(name + ": every attempt has one outcome", tally.attempts, tally.ended.total());
    equal(name + ": every request arrives", tally.requestsSent, tally.requestsArrived);
    equal(
        name + ": every request is admitted or refused",
        tally.requestsArrived,
        tally.admitted + tally.refusedByLambda);
    equal(name + ": executions = admitted requests", tally.executions, tally.admitted);
    equal(
        name + ": duplicates = executions - calls with an execution",
        tally.duplicates,
        tally.executions - tally.callsWithExecutions);
    atMost(
        name + ": 429s seen by clients are sent by Lambda",
        tally.ended.of(AttemptOutcome.REFUSED),
        tally.refusedByLambda);
    equal(name + ": all slots are back", tally.slots.current(), 0);
    return this;
  }

  /** The books of the slots of a pool, or of the account. */
  Audit slots(String name, Occupancy occupancy, int limit) {
    atMost(name + ": in flight is never above the limit", occupancy.peak(), limit);
    equal(name + ": all slots are back", occupancy.current(), 0);
    return this;
  }

  /** Two numbers that must be the same. */
  Audit equal(String rule, long left, long right) {
    if (left != right) {
      violations.add("%s. Found: %d and %d".formatted(rule, left, right));
    }
    return this;
  }

  private void atMost(String rule, long value, long limit) {
    if (value > limit) {
      violations.add("%s. Found: %d and %d".formatted(rule, value, limit));
    }
  }

  /**
   * Closes the books.
   *
   * @throws IllegalStateException if they don't balance, with every rule that is broken
   */
  void close(long seed) {
    if (!violations.isEmpty()) {
      throw new IllegalStateException(
          "The books of the simulation with seed %d don't balance:%n- %s"
              .formatted(seed, String.join("%n- ".formatted(), violations)));
    }
  }
}
