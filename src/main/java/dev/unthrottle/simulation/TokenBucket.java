package dev.unthrottle.simulation;

/**
 * Permission for so many events a second: a bucket of tokens that fills steadily up to its
 * capacity, and of which each event takes one. It is full at first.
 *
 * <p>What it holds is kept as the one instant at which it will be full again, in whole nanoseconds,
 * so that nothing is rounded however long it runs (the <a
 * href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">generic cell rate algorithm</a>,
 * which admits exactly what such a bucket does). Not thread-safe.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Before any time that is ever asked about, and far from overflow. */
  private static final long LONG_AGO = Long.MIN_VALUE / 4;

  private final long nanosPerToken;
  private final long slackNanos;
  private long fullAtNanos = LONG_AGO;

  private TokenBucket(long nanosPerToken, long capacity) {
    this.nanosPerToken = nanosPerToken;
    this.slackNanos = nanosPerToken * (capacity - 1);
  }

  /** A bucket of {@code capacity} tokens, at least one, into which so many flow a second. */
  static TokenBucket of(double perSecond, long capacity) {
    return new TokenBucket(
        Math.max(1, Math.round(NANOS_PER_SECOND / perSecond)), Math.max(1, capacity));
  }

  /** A bucket that is never empty. */
  static TokenBucket unlimited() {
    return new TokenBucket(0, 1);
  }

  boolean hasToken(long nowNanos) {
    return fullAtNanos - nowNanos <= slackNanos;
  }

  /** Takes the token that {@link #hasToken} has seen. */
  void take(long nowNanos) {
    fullAtNanos = Math.max(fullAtNanos, nowNanos) + nanosPerToken;
  }

  /** Takes a token, if there is one. */
  boolean tryTake(long nowNanos) {
    boolean has = hasToken(nowNanos);
    if (has) {
      take(nowNanos);
    }
    return has;
  }
}
