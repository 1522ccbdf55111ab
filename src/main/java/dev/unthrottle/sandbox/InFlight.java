package dev.unthrottle.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How many executions were in flight at any time: one sample at each change, and one at the
 * beginning of each minute that executions run into. Thread-safe.
 */
final class InFlight {

  /** By how much the level changes at a time. */
  private final NavigableMap<Instant, Integer> changes = new TreeMap<>();

  /** An execution held a slot from {@code start} to {@code end}, that itself excluded. */
  synchronized void hold(Instant start, Instant end) {
    changes.merge(start, 1, Integer::sum);
    changes.merge(end, -1, Integer::sum);
  }

  /** Hands out the levels above zero in {@code [from, to)}; {@code from} begins a minute. */
  synchronized void forEach(Instant from, Instant to, Consumer<Samples.Sample> consumer) {
    int level = changes.headMap(from, false).values().stream().mapToInt(Integer::intValue).sum();
    Instant minute = from;
    for (var change : changes.subMap(from, true, to, false).entrySet()) {
      minute = eachMinute(minute, change.getKey(), level, consumer);
      level += change.getValue();
      sample(change.getKey(), level, consumer);
    }
    eachMinute(minute, to, level, consumer);
  }

  private static Instant eachMinute(
      Instant minute, Instant to, int level, Consumer<Samples.Sample> consumer) {
    Instant next = minute;
    for (; next.isBefore(to); next = next.plus(1, ChronoUnit.MINUTES)) {
      sample(next, level, consumer);
    }
    return next;
  }

  private static void sample(Instant at, int level, Consumer<Samples.Sample> consumer) {
    if (level > 0) {
      consumer.accept(new Samples.Sample(at, at, level));
    }
  }
}
