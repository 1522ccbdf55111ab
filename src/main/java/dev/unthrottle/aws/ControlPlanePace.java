package dev.unthrottle.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hands out turns to call Lambda's control plane, of which an account has 15 a second in a Region
 * for everybody: deployments, consoles and other tools. This one never takes a third of them. Safe
 * for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#api-requests">
 *     Lambda quotas</a>, checked 2026-11-22
 */
final class ControlPlanePace {

  /** In any second; a third of the quota would be 5. */
  static final int TURNS = 4;

  /** A tenth more than a second, because not every request travels equally fast. */
  static final Duration SPAN = Duration.ofMillis(1_100);

  /** The last turns that were handed out, the oldest first. */
  private final Deque<Instant> turns = new ArrayDeque<>(TURNS);

  /** Hands out the next turn, and says how long it is until then; zero for at once. */
  synchronized Duration next(Instant now) {
    Instant turn = now;
    if (turns.size() == TURNS) {
      Instant free = turns.removeFirst().plus(SPAN);
      turn = free.isAfter(now) ? free : now;
    }
    turns.addLast(turn);
    return Duration.between(now, turn);
  }
}
