package dev.unthrottle.client;

import dev.unthrottle.client.SendRate.Filling;

/**
 * The client-side rate limiter of adaptive mode. It counts how fast a client sends; from the first
 * 429 on, every attempt has to take a token from a bucket, and the rate at which the bucket fills
 * follows CUBIC: a 429 cuts it to {@value #BETA} of what it was, and without further ones it grows
 * back as {@code 0.4 × (t - k)³ + w}, with {@code t} the seconds since the last 429, {@code w} the
 * rate at that time and {@code k = ∛(w × (1 - 0.7) / 0.4)}.
 *
 * <p>The constants are those of botocore's {@code retries/adaptive.py}, {@code throttling.py} and
 * {@code bucket.py} (1.43.11, read on 2026-11-22); the other SDKs share them. Of those read,
 * botocore's bucket alone begins to fill when the client is made; in {@code @smithy/core} 3.36.0,
 * aws-sdk-java 1.12.797 and 2.57.8 and aws-sdk-core (Ruby) it does at the first end of an attempt.
 */
final class SendRateLimiter {

  /** Tokens a second that the bucket fills with at least. */
  static final double MIN_FILL_RATE = 0.5;

  /** Tokens that the bucket holds at least when full. */
  static final double MIN_CAPACITY = 1;

  /** What a 429 leaves of the rate. */
  static final double BETA = 0.7;

  /** How fast the rate grows back. */
  static final double SCALE = 0.4;

  /** The weight of the newest measurement in the measured rate. */
  static final double SMOOTHING = 0.8;

  /** The rate never exceeds this many times the measured one. */
  static final double MOST_TIMES_MEASURED = 2;

  /** How long a measurement of the rate takes. */
  private static final long MEASUREMENT_NANOS = 500_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  private boolean enabled;
  private boolean filling;

  private double tokens;
  private double capacity = MIN_CAPACITY;
  private double fillRate = 1;
  private long filledNanos;

  private long measurement;
  private int answersMeasured;
  private double measuredRate;

  private double rateAtLastThrottle;
  private long lastThrottleNanos;

  /** A limiter as it is in a client that was made just now. */
  SendRateLimiter(Filling since, long nowNanos) {
    filling = since == Filling.FROM_THE_START;
    filledNanos = nowNanos;
    lastThrottleNanos = nowNanos;
    measurement = Math.floorDiv(nowNanos, 2 * MEASUREMENT_NANOS) * 2;
  }

  /** Takes a token and returns 0, or returns how long to wait before asking again. */
  long acquireNanos(long nowNanos) {
    if (!enabled) {
      return 0;
    }
    fill(nowNanos);
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return untilTokenNanos();
  }

  /** Takes a token in advance and returns how long it is until it is there. */
  long reserveNanos(long nowNanos) {
    if (!enabled) {
      return 0;
    }
    fill(nowNanos);
    long wait = untilTokenNanos();
    tokens--;
    return wait;
  }

  private long untilTokenNanos() {
    return (long) Math.ceil(Math.max(0, 1 - tokens) / fillRate * NANOS_PER_SECOND);
  }

  /** Takes note of the end of an attempt. */
  void attemptEnded(long nowNanos, boolean throttled) {
    measure(nowNanos);
    double rate = throttled ? rateAfterThrottle(nowNanos) : rateGrownBack(nowNanos);
    fill(nowNanos);
    double bounded = Math.min(rate, MOST_TIMES_MEASURED * measuredRate);
    fillRate = Math.max(bounded, MIN_FILL_RATE);
    capacity = Math.max(bounded, MIN_CAPACITY);
    tokens = Math.min(tokens, capacity);
  }

  private double rateAfterThrottle(long nowNanos) {
    rateAtLastThrottle = enabled ? Math.min(measuredRate, fillRate) : measuredRate;
    lastThrottleNanos = nowNanos;
    enabled = true;
    return rateAtLastThrottle * BETA;
  }

  private double rateGrownBack(long nowNanos) {
    double seconds = (nowNanos - lastThrottleNanos) / NANOS_PER_SECOND;
    double back = Math.cbrt(rateAtLastThrottle * (1 - BETA) / SCALE);
    double since = seconds - back;
    return SCALE * since * since * since + rateAtLastThrottle;
  }

  private void measure(long nowNanos) {
    answersMeasured++;
    long current = Math.floorDiv(nowNanos, MEASUREMENT_NANOS);
    if (current > measurement) {
      double seconds = (current - measurement) * MEASUREMENT_NANOS / NANOS_PER_SECOND;
      double rate = answersMeasured / seconds;
      measuredRate = SMOOTHING * rate + (1 - SMOOTHING) * measuredRate;
      answersMeasured = 0;
      measurement = current;
    }
  }

  private void fill(long nowNanos) {
    double seconds = filling ? (nowNanos - filledNanos) / NANOS_PER_SECOND : 0;
    tokens = Math.min(capacity, tokens + seconds * fillRate);
    filledNanos = nowNanos;
    filling = true;
  }
}
