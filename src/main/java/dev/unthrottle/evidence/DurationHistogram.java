package dev.unthrottle.evidence;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Durations of any number of executions in a fixed amount of memory. Up to {@value #EXACT} of them
 * are kept, and the percentiles are exact; of more, each counts in a bucket that is at most 1/128
 * of its value wide, and a percentile is its bucket's lower end. Mean and longest are always exact.
 */
final class DurationHistogram {

  /** How many durations are kept exactly. */
  static final int EXACT = 16_384;

  private static final int FRACTION_BITS = 7;
  private static final int FRACTIONS = 1 << FRACTION_BITS;

  private final long[] exact = new long[EXACT];
  private final long[] buckets = new long[(Long.SIZE - FRACTION_BITS) * FRACTIONS];
  private long count;
  private long censored;
  private long longest;
  private double sum;

  /**
   * Adds one.
   *
   * @param nanos how long it took
   * @param cutOff whether the function's timeout cut it off, so that it would have taken longer
   */
  void add(long nanos, boolean cutOff) {
    if (count < EXACT) {
      exact[(int) count] = nanos;
    }
    buckets[bucket(nanos)]++;
    count++;
    sum += nanos;
    longest = Math.max(longest, nanos);
    censored += cutOff ? 1 : 0;
  }

  /** Whether percentiles are exact. */
  boolean isExact() {
    return count <= EXACT;
  }

  /** What they come to; empty without any. */
  Optional<DurationStatistics> statistics() {
    if (count == 0) {
      return Optional.empty();
    }
    long[] sorted = isExact() ? Arrays.copyOf(exact, (int) count) : new long[0];
    Arrays.sort(sorted);
    return Optional.of(
        new DurationStatistics(
            Math.toIntExact(count),
            Duration.ofNanos(Math.round(sum / count)),
            nearestRank(sorted, 500),
            nearestRank(sorted, 900),
            nearestRank(sorted, 990),
            nearestRank(sorted, 999),
            Duration.ofNanos(longest),
            Math.toIntExact(censored)));
  }

  /** The value of rank ⌈n · permille / 1000⌉, counted from 1. */
  private Duration nearestRank(long[] sorted, int permille) {
    long rank = Math.ceilDiv(count * permille, 1_000);
    return Duration.ofNanos(isExact() ? sorted[(int) rank - 1] : lowestOfRank(rank));
  }

  private long lowestOfRank(long rank) {
    int bucket = 0;
    long seen = buckets[0];
    while (seen < rank) {
      bucket++;
      seen += buckets[bucket];
    }
    return lowest(bucket);
  }

  /** Values below 2 x FRACTIONS have a bucket each; above, each power of two has FRACTIONS. */
  private static int bucket(long nanos) {
    int doublings = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - FRACTION_BITS - 1);
    return doublings * FRACTIONS + (int) (nanos >>> doublings);
  }

  private static long lowest(int bucket) {
    int doublings = Math.max(0, bucket / FRACTIONS - 1);
    return (long) (bucket - doublings * FRACTIONS) << doublings;
  }
}
