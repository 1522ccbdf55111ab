package dev.unthrottle.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which execution belongs to which attempt. */
class MatchingTest {

  private static final Instant ORIGIN = Instant.parse("2026-11-22T12:00:00Z");
  private static final Attempt HUNG_UP = attempt(1, 0, 60_000, AttemptOutcome.READ_TIMEOUT, null);

  private static Attempt attempt(
      int number, long fromMs, long toMs, AttemptOutcome outcome, @Nullable String requestId) {
    Duration from = Duration.ofMillis(fromMs);
    return new Attempt(1, number, from, Duration.ofMillis(toMs), outcome, null, requestId);
  }

  private static Invocation started(String requestId, long atMs) {
    Instant start = ORIGIN.plusMillis(atMs);
    return new Invocation(
        requestId, start, null, null, null, null, null, null, Invocation.Status.RUNNING, "stream");
  }

  private static Invocation coldStarted(String requestId, long atMs, long initMs) {
    Instant start = ORIGIN.plusMillis(atMs);
    return new Invocation(
        requestId,
        start,
        start.plusSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(initMs),
        Duration.ofMillis(1_000 + initMs),
        128,
        64,
        Invocation.Status.SUCCEEDED,
        "stream");
  }

  private static Map<Attempt, Invocation> match(List<Attempt> attempts, Invocation... shown) {
    return Matching.of(ORIGIN, attempts, List.of(shown), Set.of());
  }

  @Test
  void knownRequestId_ownsItsExecution_whateverTheClocksSay() {
    Attempt answered = attempt(1, 0, 100, AttemptOutcome.ANSWERED, "mine");
    assertThat(match(List.of(answered), started("nearer", 1), started("mine", 9_000)))
        .containsOnlyKeys(answered)
        .extractingByKey(answered)
        .extracting(Invocation::requestId)
        .isEqualTo("mine");
  }

  @Test
  void knownRequestId_claimsNothingElse() {
    Attempt answered = attempt(1, 0, 100, AttemptOutcome.ANSWERED, "mine");
    assertThat(match(List.of(answered), started("other", 1))).isEmpty();
  }

  @Test
  void refusedAttempt_ownsNothing() {
    Attempt refused = attempt(1, 0, 100, AttemptOutcome.REFUSED, null);
    assertThat(match(List.of(refused), started("other", 1))).isEmpty();
  }

  @Test
  void hungUpAttempt_ownsTheExecutionThatBeganNearestToIt() {
    Map<Attempt, Invocation> matches =
        match(List.of(HUNG_UP), started("early", -900), started("near", 20), started("late", 900));
    assertThat(matches.values()).extracting(Invocation::requestId).containsExactly("near");
  }

  @Test
  void coldStart_countsFromTakingTheSlot() {
    // START 5 s after the attempt began, less 5 s of Init, is when it began: the client, which hung
    // up after 2 s, never saw START written.
    Attempt impatient = attempt(1, 0, 2_000, AttemptOutcome.READ_TIMEOUT, null);
    assertThat(match(List.of(impatient), coldStarted("mine", 5_000, 5_000))).hasSize(1);
    // A stranger's cold start that began 4 s earlier and wrote START meanwhile is not ours.
    assertThat(match(List.of(impatient), coldStarted("theirs", 1_000, 5_000))).isEmpty();
  }

  @Test
  void clockSkew_isAllowedForBeforeTheAttempt_andNothingAfterIt() {
    assertThat(match(List.of(HUNG_UP), started("at the edge", -1_000))).hasSize(1);
    assertThat(match(List.of(HUNG_UP), started("too early", -1_001))).isEmpty();
    assertThat(match(List.of(HUNG_UP), started("at the end", 60_000))).hasSize(1);
    assertThat(match(List.of(HUNG_UP), started("too late", 60_001))).isEmpty();
  }

  @Test
  void oneExecution_belongsToOneAttempt() {
    Attempt again = attempt(2, 60_500, 120_500, AttemptOutcome.READ_TIMEOUT, null);
    // It fits both: 59.8 s is within attempt 1, and within the skew before attempt 2.
    assertThat(match(List.of(HUNG_UP, again), started("one", 59_800))).hasSize(1);
  }

  @Test
  void executionOfAnEarlierStep_isNotClaimedAgain() {
    assertThat(Matching.of(ORIGIN, List.of(HUNG_UP), List.of(started("a", 10)), Set.of("a")))
        .isEmpty();
  }
}
