package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import java.util.Arrays;

/** How often each outcome occurred; an array by ordinal, because a map would box each count. */
@SuppressWarnings("EnumOrdinal")
final class OutcomeCounts {

  private final long[] counts = new long[AttemptOutcome.values().length];

  void add(AttemptOutcome outcome) {
    counts[outcome.ordinal()]++;
  }

  void addAll(OutcomeCounts other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
  }

  long of(AttemptOutcome outcome) {
    return counts[outcome.ordinal()];
  }

  long total() {
    return Arrays.stream(counts).sum();
  }

  /** All timeouts together. */
  long timeouts() {
    return of(AttemptOutcome.CONNECT_TIMEOUT)
        + of(AttemptOutcome.READ_TIMEOUT)
        + of(AttemptOutcome.ATTEMPT_TIMEOUT)
        + of(AttemptOutcome.CALL_TIMEOUT);
  }
}
