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

  private List<Duration> waits(int turns, Instant now) {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      waits.add(pace.next(now));
    }
    return waits;
  }

  @Test
  void theTurnsOfOneDiagnosis_comeAtOnce_andThenFourASecond() {
    // The burst of 7, and then one each 250 ms.
    assertThat(waits(ControlPlanePace.BURST, NOW)).containsOnly(Duration.ZERO);
    assertThat(waits(3, NOW))
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(750));
  }

  @Test
  void silence_givesBackFourTurnsASecond_andNoMoreThanTheBurst() {
    waits(ControlPlanePace.BURST, NOW);

    // 1 s later, 4 are back.
    Instant second = NOW.plusSeconds(1);
    assertThat(waits(5, second))
        .containsExactly(
            Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(250));
    // An hour later, 7 are.
    Instant hour = NOW.plusSeconds(3600);
    assertThat(waits(ControlPlanePace.BURST, hour)).containsOnly(Duration.ZERO);
    assertThat(pace.next(hour)).isEqualTo(Duration.ofMillis(250));
  }

  /** For every pair of turns: no more lie between them than the burst and four a second. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noSpan_hasMoreTurnsThanTheBurstAndFourASecond(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Instant> turns = new ArrayList<>();
    Instant now = NOW;
    for (int i = 0; i < 1_000; i++) {
      now = now.plusMillis(random.nextInt(400));
      turns.add(now.plus(pace.next(now)));
    }

    for (int from = 0; from < turns.size(); from++) {
      for (int to = from; to < turns.size(); to++) {
        double seconds = Duration.between(turns.get(from), turns.get(to)).toNanos() / 1e9;
        assertThat((double) to - from + 1)
            .as("turns %d to %d of seed %d", from, to, seed)
            .isLessThanOrEqualTo(
                ControlPlanePace.BURST + ControlPlanePace.TURNS_PER_SECOND * seconds + 1e-6);
      }
    }
  }
}
