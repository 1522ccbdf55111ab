package dev.unthrottle.evidence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the logs of a window tell.
 *
 * @param group the log group
 * @param window the window that was read, without holes: the one asked for, or else a part of it,
 *     if possible the newest
 * @param invocations the executions found, in the order of their starts; where a query read the
 *     window, the longest ones alone
 * @param complete whether every execution in the window that was asked for is among them
 * @param downstream application lines that tell of a throttle inside the function, the newest
 *     {@value DownstreamThrottle#MOST} at most, in the order of their times
 * @param query what became of a query about all of them, {@code null} where none was needed
 */
public record LogEvidence(
    String group,
    Window window,
    List<Invocation> invocations,
    boolean complete,
    List<DownstreamThrottle> downstream,
    @Nullable LogQuery query) {

  /** Copies the lists. */
  public LogEvidence {
    invocations = List.copyOf(invocations);
    downstream = List.copyOf(downstream);
  }

  /** What was read without a query. */
  public LogEvidence(
      String group,
      Window window,
      List<Invocation> invocations,
      boolean complete,
      List<DownstreamThrottle> downstream) {
    this(group, window, invocations, complete, downstream, null);
  }

  /** What was read without a query, and nothing of it tells of a throttle inside the function. */
  public LogEvidence(String group, Window window, List<Invocation> invocations, boolean complete) {
    this(group, window, invocations, complete, List.of(), null);
  }

  /** How long executions took: all of the window if a query counted them, else those found. */
  public Optional<DurationStatistics> durations() {
    return switch (query) {
      case LogQuery.Answered answer -> Optional.ofNullable(answer.durations());
      case LogQuery.Failed _ -> DurationStatistics.of(invocations);
      case null -> DurationStatistics.of(invocations);
    };
  }

  /** The same, with what became of a query that was to tell more. */
  public LogEvidence with(LogQuery tried) {
    return new LogEvidence(group, window, invocations, complete, downstream, tried);
  }
}
