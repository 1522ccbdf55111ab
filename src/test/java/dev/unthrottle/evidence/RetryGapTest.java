package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryGapTest {

  private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

  private static Invocation startedAt(long millis) {
    return new Invocation(
        "id",
        T0.plusMillis(millis),
        null,
        null,
        null,
        null,
        null,
        null,
        Invocation.Status.RUNNING,
        "s");
  }

  /** A gap of 60 to 62 s; the first execution ran for 61.5 s. */
  @ParameterizedTest
  @CsvSource({"59999, false", "60000, true", "61499, true", "61500, false", "62001, false"})
  void anExecution_follows_inTheGapAndWhileTheFirstRuns(long startMillis, boolean follows) {
    RetryGap gap = new RetryGap(Duration.ofSeconds(60), Duration.ofSeconds(62));

    assertThat(gap.isFollowed(startedAt(0), Duration.ofMillis(61_500), startedAt(startMillis)))
        .isEqualTo(follows);
  }

  @Test
  void strangers_followByChance_asArrivalsAtRandomDo() {
    // Two a second for half a second: 1 − e^−1 = 0.632.
    RetryGap gap = new RetryGap(Duration.ofSeconds(1), Duration.ofMillis(1_500));

    assertThat(gap.chanceShare(2)).isCloseTo(0.632, within(0.001));
    assertThat(gap.chanceShare(0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.05, true", "0.19, 0, false", "0.29, 0.1, false", "0.31, 0.1, true"})
  void moreThanChance_isAFifth_andThreeTimesWhatChanceBrings(
      double share, double chance, boolean more) {
    assertThat(RetryGap.isMoreThanChance(share, chance)).isEqualTo(more);
  }

  @Test
  void aGapThatEndsBeforeItBegins_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryGap(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessage("A gap ends after it begins. Found: PT2S, PT1S");
  }
}
