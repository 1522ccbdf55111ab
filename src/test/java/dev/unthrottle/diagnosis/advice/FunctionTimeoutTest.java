package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.DurationStatistics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionTimeoutTest {

  @Test
  void aTailCloseToTheTimeout_raisesItToOneAndAHalfTimesTheTail() {
    // p99.9 of 9 s is more than 80 % of 10 s; 1.5 × 9 s = 13.5 s, in whole seconds 14 s.
    FunctionTimeout advice = of(ofSeconds(10), runs(5_000, ofSeconds(9), ofSeconds(9), 0));

    assertThat(advice.timeout()).isEqualTo(ofSeconds(14));
    assertThat(advice.why())
        .containsExactly(
            "99.9 % of 5,000 runs took at most 9 s of the function's timeout of 10 s: it needs more.");
  }

  @Test
  void aSingleRunBeyondTheTail_isCoveredWithoutAMargin() {
    // 1.5 × 9 s = 13.5 s is less than the longest run of 20 s, which was seen under a longer
    // timeout.
    assertThat(of(ofSeconds(10), runs(5_000, ofSeconds(9), ofSeconds(20), 0)).timeout())
        .isEqualTo(ofSeconds(20));
  }

  @Test
  void fewRuns_stayAndAreSaidSo() {
    FunctionTimeout advice = of(ofSeconds(15), runs(30, ofSeconds(6), ofSeconds(6), 0));

    assertThat(advice.timeout()).isEqualTo(ofSeconds(15));
    assertThat(advice.why())
        .containsExactly(
            "The function's timeout stays 15 s: the longest of 30 runs took 6 s."
                + " The 99.9th percentile needs 1,000.");
  }

  @Test
  void enoughRunsFarBelow_needNoWord() {
    assertThat(of(ofSeconds(15), runs(1_000, ofSeconds(6), ofSeconds(7), 0)).why()).isEmpty();
  }

  @Test
  void aTailThatWasCutOff_isUnknown() {
    FunctionTimeout advice = of(ofSeconds(15), cutOff(9, ofSeconds(8), ofSeconds(15), 2));

    // 1.5 × 15 s = 22.5 s.
    assertThat(advice.timeout()).isEqualTo(ofSeconds(23));
    assertThat(advice.why().getFirst()).contains("unknown");
  }

  @Test
  void runsThatHang_getNoLongerTimeout() {
    // 7.5 s is half of 15 s; 2 of 9 are more than one in ten, 2 of 21 fewer.
    FunctionTimeout some = of(ofSeconds(15), cutOff(9, Duration.ofMillis(7_500), ofSeconds(15), 2));
    FunctionTimeout few = of(ofSeconds(15), cutOff(21, Duration.ofMillis(100), ofSeconds(15), 2));

    assertThat(some.timeout()).isEqualTo(ofSeconds(15));
    assertThat(some.why().getFirst()).contains("half of all took at most 7.5 s", "unknown");
    assertThat(few.timeout()).isEqualTo(ofSeconds(15));
    assertThat(few.why().getFirst()).contains("nine in ten took at most 100 ms", "hangs");
  }

  @Test
  void whatNoFunctionCanHave_isOutOfReach() {
    FunctionTimeout advice = of(ofMinutes(15), cutOff(9, ofMinutes(8), ofMinutes(15), 2));

    assertThat(advice.timeout()).isEqualTo(ofMinutes(15));
    assertThat(advice.outOfReach()).isTrue();
  }

  private static FunctionTimeout of(Duration now, DurationStatistics runs) {
    return FunctionTimeout.of(now, runs, Optional.empty());
  }

  private static DurationStatistics cutOff(
      int count, Duration ordinary, Duration cut, int censored) {
    return new DurationStatistics(count, ordinary, ordinary, ordinary, cut, cut, cut, censored);
  }

  private static DurationStatistics runs(int count, Duration p999, Duration max, int censored) {
    Duration low = Duration.ofMillis(100);
    return new DurationStatistics(count, low, low, low, low, p999, max, censored);
  }
}
