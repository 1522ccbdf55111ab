package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.client.SendRate.Filling;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rate limiter of adaptive mode, worked out by hand. Times are seconds. */
class SendRateLimiterTest {

  private static final double NANO = 2e-9;

  @ParameterizedTest
  @EnumSource
  void withoutA429_nothingIsHeldBack(Filling filling) {
    SendRateLimiter limiter = new SendRateLimiter(filling, 0);
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(acquire(limiter, 0.01 * attempt)).isZero();
      assertThat(reserve(limiter, 0.01 * attempt)).isZero();
      ends(limiter, 0.01 * attempt, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirst429OfANewClient_costs2Seconds(Filling filling) {
    SendRateLimiter limiter = new SendRateLimiter(filling, 0);
    ends(limiter, 0, true);
    // No token, and half a token a second: 1 / 0.5.
    assertThat(acquire(limiter, 0)).isEqualTo(2);
    assertThat(acquire(limiter, 2)).isZero();
  }

  @Test
  void theFirst429InTheSecondHalfOfASecond_costsLess() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, nanos(4.5));
    // Measured from 4 s on: 0.8 × 1 / 0.5 = 1.6 a second, × 0.7 = 1.12.
    ends(limiter, 4.5, true);
    assertThat(acquire(limiter, 4.5)).isCloseTo(1 / 1.12, within(NANO));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoWaitsAsTold_findsAToken(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Filling filling = random.nextBoolean() ? Filling.FROM_THE_START : Filling.FROM_THE_FIRST_END;
    SendRateLimiter limiter = new SendRateLimiter(filling, random.nextLong(1L << 40));
    long now = 1L << 40;
    for (int attempt = 0; attempt < 200; attempt++) {
      now += random.nextLong(1_000_000_000);
      limiter.attemptEnded(now, random.nextInt(4) == 0);
      long wait = limiter.acquireNanos(now);
      // Half a token a second at least, and no more than one is missing.
      assertThat(wait).isBetween(0L, 2_000_000_000L);
      if (wait > 0) {
        now += wait;
        // Rounding may leave a billionth to be waited for.
        assertThat(limiter.acquireNanos(now)).isLessThanOrEqualTo(1);
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void aClientThatWasIdle_findsATokenAfterItsFirst429() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, 0);
    // A token a second while nothing is limited, one at most: min(1, 60).
    ends(limiter, 60, true);
    assertThat(acquire(limiter, 60)).isZero();
    assertThat(acquire(limiter, 60)).isEqualTo(2);
  }

  @Test
  void aBucketThatFillsFromTheFirstEnd_isEmptyAfterALongFirstAttempt() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_FIRST_END, 0);
    ends(limiter, 60, true);
    assertThat(acquire(limiter, 60)).isEqualTo(2);
  }

  @Test
  void aBucketThatFillsFromTheFirstEnd_isFullAfterAPause() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_FIRST_END, 0);
    ends(limiter, 60, false);
    // Half a token a second at least, so one after 2 s.
    ends(limiter, 62, true);
    assertThat(acquire(limiter, 62)).isZero();
  }

  @Test
  void askingAgain_takesATokenOnce() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, 0);
    ends(limiter, 0, true);
    // Asking costs nothing while there is no token: at 1 s half of one is missing, 0.5 / 0.5.
    assertThat(acquire(limiter, 1)).isEqualTo(1);
    assertThat(acquire(limiter, 1)).isEqualTo(1);
    assertThat(acquire(limiter, 2)).isZero();
    assertThat(acquire(limiter, 2)).isEqualTo(2);
  }

  @Test
  void reserving_queuesThoseWhoComeAfter() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, 0);
    ends(limiter, 0, true);
    // 1, 2 and 3 tokens from now, at half a token a second.
    assertThat(reserve(limiter, 0)).isEqualTo(2);
    assertThat(reserve(limiter, 0)).isEqualTo(4);
    assertThat(reserve(limiter, 0)).isEqualTo(6);
    // After 6 s these are paid; the fourth waits for a token of its own.
    assertThat(reserve(limiter, 6)).isEqualTo(2);
  }

  @Test
  void a429_cutsTheMeasuredRateTo70Percent() {
    SendRateLimiter limiter = sendingTwentyASecond();
    // 16 × 0.7 = 11.2 tokens a second from 0.55 s on, when there are 0.225 + 0.05 × 0.5 = 0.25.
    ends(limiter, 0.55, true);
    assertThat(acquire(limiter, 0.55)).isCloseTo(0.75 / 11.2, within(NANO));
  }

  @Test
  void a429AfterAnother_cutsWhatTheFirstLeft() {
    SendRateLimiter limiter = sendingTwentyASecond();
    ends(limiter, 0.55, true);
    // min(16, 11.2) × 0.7 = 7.84 a second, and 0.25 + 0.05 × 11.2 = 0.81 tokens
    ends(limiter, 0.6, true);
    assertThat(acquire(limiter, 0.6)).isCloseTo(0.19 / 7.84, within(NANO));
  }

  @Test
  void theRate_growsBackToWhatItWasInKSeconds() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, 0);
    // One attempt in the first 0.5 s: 0.8 × 1 / 0.5 = 1.6 a second. The second one is a 429, which
    // leaves 1.6 × 0.7 = 1.12 a second and as many tokens at most.
    ends(limiter, 0.5, false);
    ends(limiter, 0.6, true);
    // w = 1.6, k = ∛(1.6 × 0.3 / 0.4) = ∛1.2 = 1.0627 s, and at k the rate is 0.4 × 0³ + 1.6 again.
    // (2 attempts in the 1 s until 1.5 s measure 0.8 × 2 + 0.2 × 1.6 = 1.92, and twice that is
    // more.)
    double k = Math.cbrt(1.2);
    ends(limiter, 0.6 + k, false);
    // Of 1.12 tokens one is taken.
    assertThat(acquire(limiter, 0.6 + k)).isZero();
    assertThat(acquire(limiter, 0.6 + k)).isCloseTo((1 - 0.12) / 1.6, within(10 * NANO));
  }

  @Test
  void theRate_isAtMostTwiceTheMeasuredOne() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, 0);
    ends(limiter, 0.5, true);
    // 100 s later CUBIC says 0.4 × (100 - 1.0627)³ + 1.6 = 387,000 a second. One attempt in 100 s
    // is
    // 0.8 × 0.01 + 0.2 × 1.6 = 0.328 a second, and twice that is 0.656; the bucket holds 1 token.
    ends(limiter, 100.5, false);
    assertThat(acquire(limiter, 100.5)).isZero();
    assertThat(acquire(limiter, 100.5)).isCloseTo(1 / 0.656, within(NANO));
  }

  @Test
  void theBucket_holdsASecondsWorthAndAtLeastOne() {
    SendRateLimiter limiter = sendingTwentyASecond();
    ends(limiter, 0.55, true);
    // Full at 11.2 tokens, so eleven in a row.
    assertThat(takeAll(limiter, 60)).isEqualTo(11);

    SendRateLimiter slow = new SendRateLimiter(Filling.FROM_THE_START, 0);
    ends(slow, 0, true);
    assertThat(takeAll(slow, 60)).isEqualTo(1);
  }

  @Test
  void theRate_isMeasuredInHalvesOfASecondOfTheClock() {
    // Made at 7.25 s: the first measurement began at 7 s, as the clocks of the clients do.
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_START, nanos(7.25));
    ends(limiter, 7.3, false);
    // 2 attempts from 7 s to 7.5 s: 0.8 × 2 / 0.5 = 3.2 a second, × 0.7 = 2.24
    ends(limiter, 7.5, true);
    // 0.05 × 1 + 0.2 × 0.5 = 0.15 tokens
    assertThat(acquire(limiter, 7.5)).isCloseTo(0.85 / 2.24, within(NANO));
  }

  /**
   * Ten ends of attempts by 0.5 s, which then measure 10 / 0.5 × 0.8 = 16 a second. The bucket
   * fills from 0.05 s on with 0.5 a second: 0.225 tokens.
   */
  private static SendRateLimiter sendingTwentyASecond() {
    SendRateLimiter limiter = new SendRateLimiter(Filling.FROM_THE_FIRST_END, 0);
    for (int attempt = 1; attempt <= 10; attempt++) {
      ends(limiter, 0.05 * attempt, false);
    }
    return limiter;
  }

  private static int takeAll(SendRateLimiter limiter, double now) {
    int taken = 0;
    while (acquire(limiter, now) == 0) {
      taken++;
    }
    return taken;
  }

  private static void ends(SendRateLimiter limiter, double now, boolean throttled) {
    limiter.attemptEnded(nanos(now), throttled);
  }

  private static double acquire(SendRateLimiter limiter, double now) {
    return limiter.acquireNanos(nanos(now)) / 1e9;
  }

  private static double reserve(SendRateLimiter limiter, double now) {
    return limiter.reserveNanos(nanos(now)) / 1e9;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
