package dev.unthrottle.evidence;

import java.time.Duration;

/**
 * How long after the start of an execution a retry of its call begins: once the client's patience
 * has ended, and a backoff later. An execution that begins in this gap after one that still runs
 * may be its retry, or a stranger's.
 *
 * @param least the shortest gap, included
 * @param most the longest gap, included
 */
public record RetryGap(Duration least, Duration most) {

  /** Of those that may have been followed, so many have to be before anybody suspects a client. */
  private static final double LEAST_SHARE = 0.2;

  /** And so many times as many as strangers would follow. */
  private static final double LEAST_EXCESS = 3;

  /** Refuses a gap that ends before it begins. */
  public RetryGap {
    if (most.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "A gap ends after it begins. Found: " + least + ", " + most);
    }
  }

  /**
   * Whether {@code other} began in this gap after {@code first}, while that still ran.
   *
   * @param held how long {@code first} held its slot
   */
  public boolean isFollowed(Invocation first, Duration held, Invocation other) {
    Duration gap = Duration.between(first.start(), other.start());
    return gap.compareTo(least) >= 0 && gap.compareTo(most) <= 0 && gap.compareTo(held) < 0;
  }

  /**
   * The share of executions after which a stranger's begins in the gap by chance: {@code 1 −
   * e^(−rate × width)}, as arrivals at random (a Poisson process) have it.
   *
   * @param perSecond the rate at which executions begin
   */
  public double chanceShare(double perSecond) {
    return 1 - Math.exp(-strangers(perSecond));
  }

  /** How many executions of strangers begin in the gap on average: {@code rate × width}. */
  public double strangers(double perSecond) {
    return perSecond * (most.minus(least).toNanos() / 1e9);
  }

  /**
   * Whether so many were followed that strangers don't explain it: a fifth, and three times what
   * chance brings.
   */
  public static boolean isMoreThanChance(double share, double chanceShare) {
    return share >= LEAST_SHARE && exceedsChance(share, chanceShare);
  }

  /** Whether three times as many were followed as chance brings, however many these are. */
  public static boolean exceedsChance(double share, double chanceShare) {
    return share >= LEAST_EXCESS * chanceShare;
  }
}
