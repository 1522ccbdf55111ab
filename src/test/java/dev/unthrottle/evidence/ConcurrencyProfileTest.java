package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.ConcurrencyProfile.Step;
import dev.unthrottle.evidence.Invocation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConcurrencyProfileTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static Instant at(long second) {
    return Instant.parse("2026-11-22T12:00:00Z").plusSeconds(second);
  }

  private static Invocation run(long from, @Nullable Instant end, @Nullable Duration init) {
    return new Invocation("id", at(from), end, null, init, null, null, null, Status.SUCCEEDED, "s");
  }

  private static Invocation run(long from, long to) {
    return run(from, at(to), null);
  }

  private static ConcurrencyProfile profile(Invocation... runs) {
    return ConcurrencyProfile.of(List.of(runs), TIMEOUT, at(100));
  }

  @Test
  void overlappingExecutions_addUp() {
    //  second  0  1  2  3  4  5  6
    //  a       ■  ■  ■  ■
    //  b             ■  ■  ■  ■
    //  c                      ■
    //  in use  1  1  2  2  1  2  0
    ConcurrencyProfile profile = profile(run(0, 4), run(2, 6), run(5, 6));

    assertThat(profile.steps())
        .containsExactly(
            new Step(at(0), 1),
            new Step(at(2), 2),
            new Step(at(4), 1),
            new Step(at(5), 2),
            new Step(at(6), 0));
    assertThat(profile.peak()).isEqualTo(2);
    assertThat(profile.inUse(at(3))).isEqualTo(2);
    assertThat(profile.inUse(at(-1))).isZero();
    assertThat(profile.inUse(at(6))).isZero();
  }

  @Test
  void aSlotHandedOn_isNeverUsedTwice() {
    ConcurrencyProfile profile = profile(run(0, 4), run(4, 8));

    assertThat(profile.peak()).isEqualTo(1);
  }

  @Test
  void aColdStart_holdsTheSlotToo() {
    ConcurrencyProfile profile = profile(run(2, at(4), Duration.ofSeconds(1)));

    assertThat(profile.steps()).containsExactly(new Step(at(1), 1), new Step(at(4), 0));
  }

  @Test
  void anExecutionWithoutAnEnd_holdsItsSlotUntilNow_butNotBeyondTheTimeout() {
    // Began at 90 and still runs at 100; the one that began at 10 was over by 10 + 15 = 25.
    ConcurrencyProfile profile = profile(run(90, null, null), run(10, null, null));

    assertThat(profile.steps())
        .containsExactly(
            new Step(at(10), 1), new Step(at(25), 0), new Step(at(90), 1), new Step(at(100), 0));
  }

  @Test
  void withoutExecutions_nothingIsInUse() {
    assertThat(profile().peak()).isZero();
    assertThat(profile().steps()).isEmpty();
    assertThat(profile().inUse(at(0))).isZero();
  }
}
