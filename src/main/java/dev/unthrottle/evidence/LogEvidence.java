package dev.unthrottle.evidence;

import java.util.List;

/**
 * What the logs of a window tell.
 *
 * @param group the log group
 * @param window the window that was read, without holes: the one asked for, or else a part of it,
 *     if possible the newest
 * @param invocations the executions found, in the order of their starts
 * @param complete whether everything in the window that was asked for was read
 */
public record LogEvidence(
    String group, Window window, List<Invocation> invocations, boolean complete) {

  /** Copies the list. */
  public LogEvidence {
    invocations = List.copyOf(invocations);
  }
}
