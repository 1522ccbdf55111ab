package dev.unthrottle.evidence;

import org.jspecify.annotations.Nullable;

/** What became of asking CloudWatch Logs Insights about all executions of a window at once. */
public sealed interface LogQuery {

  /**
   * It answered.
   *
   * @param durations of all executions in the window, {@code null} if there was none
   * @param bytesScanned what CloudWatch read for it, and bills
   * @param estimatedUsd what it was estimated to cost before it was made
   * @param costUsd what it did cost, at the list price
   */
  record Answered(
      @Nullable DurationStatistics durations,
      long bytesScanned,
      double estimatedUsd,
      double costUsd)
      implements LogQuery {

    /** Refuses negative figures. */
    public Answered {
      if (bytesScanned < 0 || estimatedUsd < 0 || costUsd < 0) {
        throw new IllegalArgumentException(
            "What a query scans and costs is 0 or more. Found: %d bytes, %s and %s USD"
                .formatted(bytesScanned, estimatedUsd, costUsd));
      }
    }
  }

  /**
   * It wasn't made, or didn't answer.
   *
   * @param why what was asked, and what came back
   */
  record Failed(Gap why) implements LogQuery {}
}
