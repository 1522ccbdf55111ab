package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;

/** What an execution cost: from its REPORT where there is one, else estimated. */
final class Cost {

  private Cost() {}

  /** Of an execution that the logs show as they were at {@code readAt}. */
  static double of(FunctionSettings settings, Invocation invocation, Instant readAt) {
    int memoryMb =
        invocation.memorySizeMb() == null ? settings.memoryMb() : invocation.memorySizeMb();
    return Price.ofExecution(settings, memoryMb, billed(settings, invocation, readAt));
  }

  /**
   * Of an execution that no log shows: as long as its answer took, or as long as it can have lasted
   * where none came.
   */
  static double ofUnseen(FunctionSettings settings, Attempt attempt) {
    Duration longest = SlotLife.longestRun(settings.timeout());
    Duration took = attempt.length();
    return switch (Ran.after(attempt.outcome())) {
      case YES -> Price.ofExecution(settings, shorter(took, longest));
      case PERHAPS -> Price.ofExecution(settings, longest);
      case NO -> 0;
    };
  }

  private static Duration billed(FunctionSettings settings, Invocation invocation, Instant readAt) {
    if (invocation.billedDuration() != null) {
      return invocation.billedDuration();
    }
    Instant end = invocation.end() == null ? readAt : invocation.end();
    Duration ran = Duration.between(Matching.slotTaken(invocation), end);
    return ran.isNegative() ? Duration.ZERO : shorter(ran, SlotLife.longestRun(settings.timeout()));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
