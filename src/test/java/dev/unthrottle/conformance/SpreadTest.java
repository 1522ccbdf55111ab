package dev.unthrottle.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void gapsAllOverTheRange_arePlausible() {
    assertThat(spread(100, 900, 300, 700, 500, 1100).implausibility()).isEmpty();
  }

  @Test
  void gapsOfAShorterBackoff_areNot() {
    // Six of six below 100 ms of 0 to 1000: (1/10)^6. Less than that is no accident; the bound is
    // 100 ms, and HASTE of 150 ms is granted beyond it, so even gaps around zero are.
    assertThat(spread(1, 2, 3, 4, 5, 6).implausibility()).isEmpty();
    // Twelve of twelve: 1000 × (1e-6)^(1/12) = 316 ms, less 150 ms.
    assertThat(spread(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).implausibility())
        .map(Difference::toString)
        .contains(
            "jitter: all of 12 are below 316 ms; if the backoff were 0 to 1000 ms, that would be"
                + " one chance in a million");
  }

  @Test
  void gapsWithoutJitter_areNot() {
    // 1000 - 316 ms, and SLACK of 400 ms granted beyond it: 1084 ms.
    long[] same = new long[12];
    Arrays.fill(same, 1090);
    assertThat(spread(same).implausibility()).map(Difference::what).contains("jitter");
  }

  private static Spread spread(long... millis) {
    List<Duration> gaps = Arrays.stream(millis).sorted().mapToObj(Duration::ofMillis).toList();
    return new Spread(
        "client",
        RetryMode.STANDARD,
        1,
        AttemptOutcome.REFUSED,
        Duration.ZERO,
        Duration.ofSeconds(1),
        gaps);
  }
}
