package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.evidence.Invocation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Executions in the order in which they began, to find those of a stretch of time without looking
 * at all.
 *
 * @param ordered all of them, the earliest first
 */
record Starts(List<Invocation> ordered) {

  static Starts of(List<Invocation> invocations) {
    return new Starts(
        invocations.stream().sorted(Comparator.comparing(Invocation::start)).toList());
  }

  /** Those that began in it, both ends included. */
  List<Invocation> between(Instant from, Instant to) {
    return ordered.subList(countBefore(from), countBefore(to.plusNanos(1)));
  }

  private int countBefore(Instant time) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordered.get(middle).start().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
