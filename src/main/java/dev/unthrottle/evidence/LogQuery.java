package dev.unthrottle.evidence;

import org.jspecify.annotations.Nullable;

/** What became of asking CloudWatch Logs Insights about all executions of a window at once. */
public sealed interface LogQuery {

  /** What CloudWatch had read for it when it was looked at last, and bills. */
  long bytesScanned();

  /** What it was estimated to cost, in USD, before it was made. */
  double estimatedUsd();

  /**
   * What it did cost, in USD at the list price, as far as one could see: by what it had scanned, or
   * the estimate where nobody could look.
   */
  double costUsd();

  /**
   * It answered.
   *
   * @param durations of all executions in the window; {@code null} if there was none, or if too few
   *     of them are known
   */
  record Answered(
      @Nullable DurationStatistics durations,
      long bytesScanned,
      double estimatedUsd,
      double costUsd)
      implements LogQuery {

    /** Refuses negative figures. */
    public Answered {
      requireFigures(bytesScanned, estimatedUsd, costUsd);
    }
  }

  /**
   * It wasn't made, or didn't answer. What it scanned until then is billed all the same.
   *
   * @param why what was asked, and what came back
   */
  record Failed(Gap why, long bytesScanned, double estimatedUsd, double costUsd)
      implements LogQuery {

    /** Refuses negative figures. */
    public Failed {
      requireFigures(bytesScanned, estimatedUsd, costUsd);
    }

    /** It wasn't made, and so cost nothing. */
    public Failed(Gap why) {
      this(why, 0, 0, 0);
    }
  }

  private static void requireFigures(long bytesScanned, double estimatedUsd, double costUsd) {
    if (bytesScanned < 0 || estimatedUsd < 0 || costUsd < 0) {
      throw new IllegalArgumentException(
          "What a query scans and costs is 0 or more. Found: %d bytes, %s and %s USD"
              .formatted(bytesScanned, estimatedUsd, costUsd));
    }
  }
}
