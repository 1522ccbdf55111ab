package dev.unthrottle.conformance;

import dev.unthrottle.sandbox.Access;
import dev.unthrottle.sandbox.Counts;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox that remembers every request for each of its functions. */
final class Witness implements AutoCloseable {

  private static final long SEED = 1;

  /** Longer than any function of these tests runs; it is the timeout that they have. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, List<Access>> logs = new HashMap<>();
  private final Sandbox sandbox;

  /**
   * Starts a sandbox.
   *
   * @param fileName how its problems call the scenario
   */
  Witness(String yaml, String fileName) throws IOException {
    this.sandbox =
        Sandbox.start(Scenario.parse(yaml, fileName), 0, Clock.systemUTC(), SEED, this::note);
  }

  URI endpoint() {
    return sandbox.endpoint();
  }

  /**
   * What was seen of a function, once every execution has ended: a request stands in the log when
   * it is answered, which is then.
   */
  synchronized Observation of(String function, Surfaced surfaced, Duration hangsUpAfter)
      throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!isComplete(function)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "%s had requests that weren't answered after %s".formatted(function, LONGEST));
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return Observation.of(log(function), sandbox.counts(function), surfaced, hangsUpAfter);
  }

  /** The requests for a function so far. */
  synchronized List<Access> log(String function) {
    return List.copyOf(logs.getOrDefault(function, List.of()));
  }

  private boolean isComplete(String function) {
    Counts counts = sandbox.counts(function);
    return counts.executions() + counts.refusals() == log(function).size();
  }

  private synchronized void note(Access access) {
    logs.computeIfAbsent(access.path().get(2), _ -> new ArrayList<>()).add(access);
    notifyAll();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
