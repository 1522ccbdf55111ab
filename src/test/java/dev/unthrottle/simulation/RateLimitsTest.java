package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What limits an execution's beginning beside slots. */
class RateLimitsTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrencyLimit limit = new ConcurrencyLimit(5_000);

  @Test
  void reservedConcurrency_admitsTenTimesItselfASecond() {
    limit.reserve("f", 3);
    Slots f = limit.slotsOf("f");

    // 10 x 3 = 30 at once, then one each 1/30 s; none of them takes any time, so slots are free.
    assertThat(begun(f, 40, 0)).isEqualTo(30);
    assertThat(decide(f, 0)).isEqualTo(Decision.RESERVED_INVOCATION_RATE);
    assertThat(begun(f, 40, SECOND / 2)).isEqualTo(15);
    assertThat(begun(f, 40, 10 * SECOND)).isEqualTo(30);
  }

  @Test
  void theUnreservedPool_admitsTenTimesWhatIsLeftOfTheAccount() {
    ConcurrencyLimit small = new ConcurrencyLimit(10);
    small.reserve("f", 6);

    // 10 - 6 = 4 slots that all others share: 40 a second together.
    assertThat(begun(small.slotsOf("a"), 25, 0)).isEqualTo(25);
    assertThat(begun(small.slotsOf("b"), 25, 0)).isEqualTo(15);
    assertThat(decide(small.slotsOf("b"), 0)).isEqualTo(Decision.INVOCATION_RATE);
    assertThat(begun(small.slotsOf("f"), 100, 0)).isEqualTo(60);
  }

  @Test
  void asynchronousInvocations_areLimitedBySlotsAlone() {
    limit.reserve("f", 1);
    Slots f = limit.slotsOf("f");

    for (int i = 0; i < 100; i++) {
      assertThat(f.tryAcquire(0, Invocation.ASYNC, true)).isEqualTo(Decision.ON_DEMAND);
      f.release(Decision.ON_DEMAND);
    }
  }

  @Test
  void aRefusal_usesUpNothing() {
    limit.reserve("f", 1);
    Slots f = limit.slotsOf("f");

    // The slot is taken by the first; the 50 that find it so leave 9 of 10 for this second.
    assertThat(decide(f, 0)).isEqualTo(Decision.ON_DEMAND);
    for (int i = 0; i < 50; i++) {
      assertThat(decide(f, 0)).isEqualTo(Decision.RESERVED_CONCURRENCY);
    }
    f.release(Decision.ON_DEMAND);
    assertThat(begun(f, 20, 0)).isEqualTo(9);
  }

  @Test
  void aFunction_startsAThousandEnvironmentsInTenSeconds() {
    Slots f = limit.slotsOf("f");

    assertThat(started(f, 1_500, 0)).isEqualTo(1_000);
    // 100 come back each second; 4 s later 400 may start.
    assertThat(started(f, 1_500, 4 * SECOND)).isEqualTo(400);
    assertThat(f.tryAcquire(4 * SECOND, Invocation.SYNC, false)).isEqualTo(Decision.SCALING_RATE);
    // Another function has a thousand of its own.
    assertThat(started(limit.slotsOf("g"), 1_500, 4 * SECOND)).isEqualTo(1_000);
  }

  @Test
  void warmEnvironments_areNoneThatStart() {
    Slots f = limit.slotsOf("f");
    started(f, 1_000, 0);

    assertThat(f.tryAcquire(0, Invocation.SYNC, true)).isEqualTo(Decision.ON_DEMAND);
    assertThat(f.tryAcquire(0, Invocation.SYNC, false)).isEqualTo(Decision.SCALING_RATE);
  }

  @Test
  void provisionedConcurrency_comesFirstAndSpillsOver() {
    limit.reserve("f", 5);
    limit.provision("f", "live", 2);
    Slots live = limit.slotsOf("f", "live");

    // 2 provisioned, then the 5 - 2 = 3 of the reservation that are left.
    assertThat(decide(live, 0)).isEqualTo(Decision.PROVISIONED);
    assertThat(decide(live, 0)).isEqualTo(Decision.PROVISIONED);
    for (int i = 0; i < 3; i++) {
      assertThat(decide(live, 0)).isEqualTo(Decision.SPILLED_OVER);
    }
    assertThat(decide(live, 0)).isEqualTo(Decision.RESERVED_CONCURRENCY);
    assertThat(live.inFlight()).isEqualTo(5);
    live.release(Decision.PROVISIONED);
    assertThat(decide(limit.slotsOf("f"), 0)).isEqualTo(Decision.RESERVED_CONCURRENCY);
    assertThat(decide(live, 0)).isEqualTo(Decision.PROVISIONED);
  }

  @Test
  void aReservationThatIsProvisionedAltogether_refusesLatestAlways() {
    limit.reserve("f", 2);
    limit.provision("f", "live", 2);

    // 2 - 2 = 0 are left for $LATEST, though nothing runs.
    assertThat(limit.slotsOf("f").inFlight()).isZero();
    assertThat(decide(limit.slotsOf("f"), 0)).isEqualTo(Decision.RESERVED_CONCURRENCY);
    assertThat(decide(limit.slotsOf("f", "live"), 0)).isEqualTo(Decision.PROVISIONED);
  }

  @Test
  void whatIsProvisionedWithoutAReservation_comesFromTheUnreservedPool() {
    ConcurrencyLimit small = new ConcurrencyLimit(10);
    small.provision("f", "live", 7);

    // 10 - 7 = 3 are left for everybody; GetAccountSettings says 10, since nothing is reserved.
    assertThat(small.unreservedConcurrency()).isEqualTo(10);
    assertThat(small.slotsOf("other").free()).isEqualTo(3);
    small.reserve("f", 8);
    assertThat(small.unreservedConcurrency()).isEqualTo(2);
    assertThat(small.slotsOf("other").free()).isEqualTo(2);
    assertThat(small.slotsOf("f").free()).isEqualTo(1);
  }

  @Test
  void provisionedConcurrency_servesTenTimesItselfASecondBeforeItSpillsOver() {
    limit.provision("f", "live", 1);
    Slots live = limit.slotsOf("f", "live");

    for (int i = 0; i < 10; i++) {
      assertThat(decide(live, 0)).isEqualTo(Decision.PROVISIONED);
      live.release(Decision.PROVISIONED);
    }
    assertThat(decide(live, 0)).isEqualTo(Decision.SPILLED_OVER);
  }

  @Test
  void callersOfTheApi_areLimitedTogether_andNobodyElse() {
    limit.limitCallers(5);

    assertThat(begun(limit.slotsOf("a"), 3, 0)).isEqualTo(3);
    assertThat(begun(limit.slotsOf("b"), 3, 0)).isEqualTo(2);
    assertThat(decide(limit.slotsOf("b"), 0)).isEqualTo(Decision.CALLER_RATE);
    assertThat(Decision.CALLER_RATE.countsAsThrottle()).isFalse();
    assertThat(limit.slotsOf("b").tryAcquire(0, Invocation.EVENT_SOURCE, true))
        .isEqualTo(Decision.ON_DEMAND);
  }

  private static Decision decide(Slots slots, long now) {
    return slots.tryAcquire(now, Invocation.SYNC, true);
  }

  /** How many of so many executions begin that take no time. */
  private static int begun(Slots slots, int tries, long now) {
    int begun = 0;
    for (int i = 0; i < tries; i++) {
      Decision decision = decide(slots, now);
      if (decision.isAdmitted()) {
        slots.release(decision);
        begun++;
      }
    }
    return begun;
  }

  /** How many of so many executions begin that all need a new environment. */
  private static int started(Slots slots, int tries, long now) {
    int started = 0;
    for (int i = 0; i < tries; i++) {
      started += slots.tryAcquire(now, Invocation.SYNC, false).isAdmitted() ? 1 : 0;
    }
    return started;
  }
}
