package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exponential backoff, with the random number given. */
class BackoffTest {

  @ParameterizedTest
  @CsvSource({
    // jitter, retry, drawn, wait: 1 s doubling up to 3 s
    "NONE, 1, 0.25, 1000",
    "NONE, 2, 0.25, 2000",
    "NONE, 3, 0.25, 3000",
    "FULL, 1, 0, 0",
    "FULL, 1, 0.25, 250",
    "FULL, 2, 0.25, 500",
    "FULL, 9, 0.25, 750",
    // half of the ceiling, and a quarter of the other half
    "EQUAL, 1, 0, 500",
    "EQUAL, 1, 0.25, 625",
    "EQUAL, 2, 0.25, 1250",
    // the ceiling, and a quarter of it
    "ON_TOP, 1, 0, 1000",
    "ON_TOP, 1, 0.25, 1250",
    "ON_TOP, 9, 0.25, 3750",
  })
  void theWait_isTheShareOfTheCappedCeiling(Jitter jitter, int retry, double drawn, long millis) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), jitter);
    assertThat(backoff.delayNanos(retry, drawn)).isEqualTo(millis * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    // capping, jitter, retry, drawn, wait: 1 s doubling, a cap of 3 s
    "BEFORE_JITTER, FULL, 3, 0.5, 1500",
    // 0.5 × 4 s, and 0.9 × 4 s is above 3 s
    "AFTER_JITTER, FULL, 3, 0.5, 2000",
    "AFTER_JITTER, FULL, 3, 0.9, 3000",
    // 2 s isn't above the cap, 4 s is
    "INSTEAD_OF_JITTER, FULL, 2, 0.5, 1000",
    "INSTEAD_OF_JITTER, FULL, 3, 0.5, 3000",
    "INSTEAD_OF_JITTER, FULL, 3, 0, 3000",
    // 1.25 × 2 s; 1.75 × 2 s is above 3 s, so 1.5 s and three quarters of 1.5 s
    "REDRAWN, ON_TOP, 2, 0.25, 2500",
    "REDRAWN, ON_TOP, 2, 0.75, 2625",
  })
  void theCap_cutsInWhereItsClientHasIt(
      Backoff.Capping capping, Jitter jitter, int retry, double drawn, long millis) {
    assertThat(capped(capping, jitter).delayNanos(retry, drawn)).isEqualTo(millis * 1_000_000);
  }

  @Test
  void aWaitThatMayBeDrawnAnew_canBeShorterThanItsCeiling() {
    Backoff backoff = capped(Backoff.Capping.REDRAWN, Jitter.ON_TOP);
    // 1 to 2 s; 2 to 4 s, of which 3 to 4 s is drawn anew from 1.5 to 3 s
    assertThat(backoff.shortest(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.longest(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.shortest(2)).isEqualTo(Duration.ofMillis(1500));
    assertThat(backoff.longest(2)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aFirstRetryAtOnce_leavesTheSecondItsOwnWait() {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(25),
            2,
            null,
            Jitter.NONE,
            Backoff.Capping.BEFORE_JITTER,
            Backoff.FirstRetry.AT_ONCE);
    assertThat(backoff.longest(1)).isZero();
    // 25 × 2^1
    assertThat(backoff.longest(2)).isEqualTo(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEFORE_JITTER | FULL | random(0–1) × min(3s, 1s × 2^(retry-1))",
        "AFTER_JITTER | FULL | min(3s, random(0–1) × 1s × 2^(retry-1))",
        "INSTEAD_OF_JITTER | FULL | random(0–1) × 1s × 2^(retry-1), but exactly 3s once the ceiling"
            + " is above it",
        "REDRAWN | ON_TOP | random(1–2) × 1s × 2^(retry-1), but random(½–1) × 3s once that is above"
            + " it",
      })
  void theFormula_saysWhatTheCapBounds(Backoff.Capping capping, Jitter jitter, String formula) {
    assertThat(capped(capping, jitter).formula()).isEqualTo(formula);
  }

  @Test
  void theFormula_saysWhenTheFirstRetryDoesNotWait() {
    assertThat(
            new Backoff(
                    Duration.ofMillis(25),
                    2,
                    null,
                    Jitter.NONE,
                    Backoff.Capping.BEFORE_JITTER,
                    Backoff.FirstRetry.AT_ONCE)
                .formula())
        .isEqualTo("25ms × 2^(retry-1), the first retry at once");
    assertThat(new Backoff(Duration.ofMillis(10), 1.5, null, Jitter.FULL).formula())
        .isEqualTo("random(0–1) × 10ms × 1.5^(retry-1)");
  }

  private static Backoff capped(Backoff.Capping capping, Jitter jitter) {
    return new Backoff(
        Duration.ofSeconds(1), 2, Duration.ofSeconds(3), jitter, capping, Backoff.FirstRetry.WAITS);
  }

  @Test
  void withoutACap_theWaitGrowsForEver() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, null, Jitter.NONE);
    // 2^9 s before the tenth retry
    assertThat(backoff.longest(10)).isEqualTo(Duration.ofSeconds(512));
  }

  @Test
  void aShrinkingBackoff_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(1), 0.5, null, Jitter.NONE))
        .withMessage("A backoff must not shrink. Found: factor 0.5");
  }
}
