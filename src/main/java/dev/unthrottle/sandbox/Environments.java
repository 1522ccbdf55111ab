package dev.unthrottle.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The execution environments of one version of a function. An execution takes the idle one that was
 * used last, or a new one, which is a cold start. None is ever reclaimed. Times don't go back. Not
 * thread-safe.
 */
final class Environments {

  /**
   * One environment that is busy.
   *
   * @param logStream the log stream that it writes
   * @param until when it is idle again
   */
  private record Busy(String logStream, Instant until) {}

  private final Ids ids;
  private final String version;
  private final Queue<Busy> busy = new PriorityQueue<>(Comparator.comparing(Busy::until));

  /** The log streams of those that are idle, the one that was used last on top. */
  private final Deque<String> idle = new ArrayDeque<>();

  Environments(Ids ids, String version) {
    this.ids = ids;
    this.version = version;
  }

  /** Whether one is idle at that time. */
  boolean anyIdle(Instant at) {
    for (Busy next = busy.peek(); next != null && !next.until().isAfter(at); next = busy.peek()) {
      idle.push(next.logStream());
      busy.remove();
    }
    return !idle.isEmpty();
  }

  /** The log stream of the environment that an execution takes, which {@link #busy} gives back. */
  String take(Instant at) {
    return anyIdle(at) ? idle.pop() : ids.logStream(at, version);
  }

  /** Keeps an environment that was taken busy until then. */
  void busy(String logStream, Instant until) {
    busy.add(new Busy(logStream, until));
  }
}
