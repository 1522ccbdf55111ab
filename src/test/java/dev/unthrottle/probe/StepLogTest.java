package dev.unthrottle.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.simulation.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the logs told once is kept. */
class StepLogTest {

  private static final Instant ORIGIN = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = ORIGIN.plusSeconds(80);

  private final StepLog log = log();

  private static StepLog log() {
    StepLog log = new StepLog(ProbeStep.REPRODUCE, World.cli(World.seconds(60), 1), ORIGIN);
    AttemptReport hungUp =
        new AttemptReport(
            ORIGIN,
            World.seconds(60),
            null,
            AttemptOutcome.READ_TIMEOUT,
            null,
            RetryHint.NONE,
            null,
            null,
            null);
    log.add(1, 1, AttemptOutcome.READ_TIMEOUT, hungUp);
    return log;
  }

  private static Invocation invocation(Instant start, @Nullable Duration ran) {
    return new Invocation(
        "mine",
        start,
        ran == null ? null : start.plus(ran),
        ran,
        null,
        ran,
        128,
        64,
        ran == null ? Invocation.Status.RUNNING : Invocation.Status.SUCCEEDED,
        "stream");
  }

  private Execution execution() {
    return log.record().timeline().executions().getFirst();
  }

  @Test
  void reportThatWasSeen_isNotForgotten_whenALaterLookMissesIt() {
    log.match(List.of(invocation(ORIGIN, World.seconds(70))), Set.of(), LATER);
    log.match(List.of(invocation(ORIGIN, null)), Set.of(), LATER.plusSeconds(1));
    assertThat(log.open()).isEmpty();
    assertThat(execution().result()).isEqualTo(Execution.Result.SUCCEEDED);
    log.match(List.of(), Set.of(), LATER.plusSeconds(2));
    assertThat(log.unseen()).isEmpty();
    assertThat(execution().end()).isEqualTo(World.seconds(70));
  }

  @Test
  void runningExecution_lastsUntilTheLogsWereRead_andIsStillOpen() {
    log.match(List.of(invocation(ORIGIN, null)), Set.of(), LATER);
    assertThat(execution().end()).isEqualTo(World.seconds(80));
    assertThat(execution().result()).isEqualTo(Execution.Result.RUNNING);
    assertThat(log.open()).hasSize(1);
    assertThat(log.invocations()).isEqualTo(1);
  }

  @Test
  void executionThatAppearsToPrecedeItsAttempt_beginsWithIt() {
    log.match(List.of(invocation(ORIGIN.minusMillis(300), World.seconds(70))), Set.of(), LATER);
    assertThat(execution().start()).isZero();
  }
}
