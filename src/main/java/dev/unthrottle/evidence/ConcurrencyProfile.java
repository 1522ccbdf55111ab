package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many slots were in use at which time, as the logs tell it. An execution holds its slot from
 * the beginning of its cold start, if it had one, until its end. Refused attempts never had a slot
 * and leave no line, so a profile shows what ran, never what was asked for.
 */
public final class ConcurrencyProfile {

  /**
   * A change.
   *
   * @param at since when
   * @param inUse slots in use from then on
   */
  public record Step(Instant at, int inUse) {}

  private final NavigableMap<Instant, Integer> inUseSince;

  private ConcurrencyProfile(NavigableMap<Instant, Integer> inUseSince) {
    this.inUseSince = inUseSince;
  }

  /**
   * The profile of these executions. One without an end holds its slot until {@code until}, but no
   * longer than the function's timeout lets it: its last lines are lost, or not yet there.
   *
   * @param functionTimeout the function's timeout
   * @param until when the logs were read
   */
  public static ConcurrencyProfile of(
      Collection<Invocation> invocations, Duration functionTimeout, Instant until) {
    TreeMap<Instant, Integer> changes = new TreeMap<>();
    for (Invocation run : invocations) {
      Instant taken = run.slotTaken();
      Instant freed = run.slotFreed().orElse(earlier(until, run.start().plus(functionTimeout)));
      if (taken.isBefore(freed)) {
        changes.merge(taken, 1, Integer::sum);
        changes.merge(freed, -1, Integer::sum);
      }
    }
    return new ConcurrencyProfile(summedUp(changes));
  }

  private static NavigableMap<Instant, Integer> summedUp(NavigableMap<Instant, Integer> changes) {
    TreeMap<Instant, Integer> levels = new TreeMap<>();
    int level = 0;
    for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
      if (change.getValue() != 0) {
        level += change.getValue();
        levels.put(change.getKey(), level);
      }
    }
    return levels;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The slots in use at that instant; one that is freed at it doesn't count any more. */
  public int inUse(Instant at) {
    Map.Entry<Instant, Integer> step = inUseSince.floorEntry(at);
    return step == null ? 0 : step.getValue();
  }

  /** The most slots that were in use at once; 0 where nothing ran. */
  public int peak() {
    return inUseSince.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The changes between two instants, both excluded, in the order of time. */
  public List<Step> within(Instant from, Instant to) {
    return inUseSince.subMap(from, false, to, false).entrySet().stream()
        .map(e -> new Step(e.getKey(), e.getValue()))
        .toList();
  }

  /** Every change, in the order of time. The last one is down to 0. */
  public List<Step> steps() {
    return inUseSince.entrySet().stream().map(e -> new Step(e.getKey(), e.getValue())).toList();
  }
}
