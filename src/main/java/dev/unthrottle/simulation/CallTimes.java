package dev.unthrottle.simulation;

import java.time.Duration;
import java.util.Arrays;

/**
 * The times that calls took. Up to {@value #EXACT} of them are kept, and quantiles are exact; of
 * more, each only counts in a bucket that is at most 1/128 of its value wide, so that memory
 * doesn't grow with the calls. The longest is always exact.
 */
final class CallTimes {

  /** How many times are kept exactly. */
  static final int EXACT = 16_384;

  private static final int FRACTION_BITS = 7;
  private static final int FRACTIONS = 1 << FRACTION_BITS;

  private long[] exact = new long[64];
  private final long[] buckets = new long[(Long.SIZE - FRACTION_BITS) * FRACTIONS];
  private long count;
  private long longestNanos;

  /** Adds the time that one call took. */
  void add(long nanos) {
    if (count < EXACT) {
      if (count == exact.length) {
        exact = Arrays.copyOf(exact, 2 * exact.length);
      }
      exact[(int) count] = nanos;
    }
    buckets[bucket(nanos)]++;
    count++;
    longestNanos = Math.max(longestNanos, nanos);
  }

  /** Adds all times of another. */
  void addAll(CallTimes other) {
    if (count + other.count <= EXACT) {
      exact = Arrays.copyOf(exact, Math.max(exact.length, (int) (count + other.count)));
      System.arraycopy(other.exact, 0, exact, (int) count, (int) other.count);
    }
    Arrays.setAll(buckets, i -> buckets[i] + other.buckets[i]);
    count += other.count;
    longestNanos = Math.max(longestNanos, other.longestNanos);
  }

  /** The time that half of the calls took at most. */
  Duration median() {
    return quantile(0.5);
  }

  /**
   * The time that a share of the calls took at most: the {@code ceil(share × count)}-th in
   * ascending order, zero if there were none.
   *
   * @param share above 0, at most 1
   */
  Duration quantile(double share) {
    long rank = (long) Math.ceil(share * count);
    if (rank == 0) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(count <= EXACT ? exactAt((int) rank) : bucketAt(rank));
  }

  /** The longest time, zero if there were none. */
  Duration longest() {
    return Duration.ofNanos(longestNanos);
  }

  private long exactAt(int rank) {
    long[] sorted = Arrays.copyOf(exact, (int) count);
    Arrays.sort(sorted);
    return sorted[rank - 1];
  }

  private long bucketAt(long rank) {
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
