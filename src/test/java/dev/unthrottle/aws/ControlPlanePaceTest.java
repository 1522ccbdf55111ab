package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPlanePaceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final ControlPlanePace pace = new ControlPlanePace();

  @Test
  void fourTurns_comeAtOnce_andTheNextFourASpanLater() {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      waits.add(pace.next(NOW));
    }

    // 4 at 0 s, 4 at 1.1 s, the ninth at 2.2 s.
    Duration one = ControlPlanePace.SPAN;
    Duration none = Duration.ZERO;
    assertThat(waits)
        .containsExactly(none, none, none, none, one, one, one, one, one.multipliedBy(2));
  }

  @Test
  void afterASpanOfSilence_turnsComeAtOnceAgain() {
    for (int i = 0; i < 4; i++) {
      assertThat(pace.next(NOW)).isZero();
    }

    assertThat(pace.next(NOW.plus(ControlPlanePace.SPAN))).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noSecond_everHasFiveTurns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Instant> turns = new ArrayList<>();
    Instant now = NOW;
    for (int i = 0; i < 1_000; i++) {
      now = now.plusMillis(random.nextInt(300));
      turns.add(now.plus(pace.next(now)));
    }

    for (int i = 4; i < turns.size(); i++) {
      assertThat(Duration.between(turns.get(i - 4), turns.get(i)))
          .as("turn %d of seed %d", i, seed)
          .isGreaterThan(Duration.ofSeconds(1));
    }
  }
}
