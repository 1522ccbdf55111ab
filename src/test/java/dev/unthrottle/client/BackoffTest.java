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
  })
  void theWait_isTheShareOfTheCappedCeiling(Jitter jitter, int retry, double drawn, long millis) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), jitter);
    assertThat(backoff.delayNanos(retry, drawn)).isEqualTo(millis * 1_000_000);
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
