package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account with 10 slots and the functions a, b and c. */
class ConcurrencyLimitTest {

  private final ConcurrencyLimit limit = new ConcurrencyLimit(10);
  private Slots a;
  private Slots b;
  private Slots c;

  @BeforeEach
  void functions() {
    a = limit.slotsOf("a");
    b = limit.slotsOf("b");
    c = limit.slotsOf("c");
  }

  @Test
  void unreservedFunctions_shareOnePool() {
    assertThat(acquire(a, 6)).isEqualTo(6);
    assertThat(acquire(b, 6)).isEqualTo(4);
    assertThat(c.free()).isZero();
    assertThat(decide(b)).isEqualTo(Decision.ACCOUNT_CONCURRENCY);
  }

  @Test
  void reservedPool_doesNotConsumeUnreserved() {
    limit.reserve("a", 3);

    assertThat(limit.unreservedConcurrency()).isEqualTo(7);
    assertThat(acquire(a, 5)).isEqualTo(3);
    assertThat(acquire(b, 9)).isEqualTo(7);
    assertThat(decide(a)).isEqualTo(Decision.RESERVED_CONCURRENCY);
  }

  @Test
  void aReservation_isAGuarantee() {
    limit.reserve("a", 3);
    acquire(b, 7);

    assertThat(acquire(b, 1)).isZero();
    assertThat(acquire(a, 1)).isEqualTo(1);
  }

  @Test
  void reservedZero_refusesEverything() {
    limit.reserve("a", 0);

    assertThat(acquire(a, 1)).isZero();
    assertThat(limit.reserved("a")).isZero();
    assertThat(limit.reserved("b")).isNull();
    assertThat(limit.unreservedConcurrency()).isEqualTo(10);
  }

  @Test
  void aSlotGivenBack_canBeTakenAgain() {
    limit.reserve("a", 1);
    acquire(a, 1);
    assertThat(acquire(a, 1)).isZero();

    a.release(Decision.ON_DEMAND);

    assertThat(acquire(a, 1)).isEqualTo(1);
  }

  @Test
  void aLoweredReservation_leavesRunningExecutionsTheirSlots() {
    // 5 reserved and in use, then 2: the 5 run on, and nobody gets in until only 1 is left.
    limit.reserve("a", 5);
    acquire(a, 5);

    limit.reserve("a", 2);

    assertThat(a.inFlight()).isEqualTo(5);
    assertThat(a.free()).isZero();
    assertThat(limit.unreservedConcurrency()).isEqualTo(8);
    release(a, 3);
    assertThat(acquire(a, 1)).isZero();
    release(a, 1);
    assertThat(acquire(a, 1)).isEqualTo(1);
  }

  @Test
  void aNewReservation_countsWhatRunsAlready() {
    // a runs 4 in the shared pool. Reserved 5 of 10: its 4 move there, and 1 more fits; the shared
    // pool is empty, with 5 slots.
    acquire(a, 4);

    limit.reserve("a", 5);

    assertThat(a.free()).isEqualTo(1);
    assertThat(b.free()).isEqualTo(5);
  }

  @Test
  void aReservationForOneFunction_canLeaveTheSharedPoolOverfull() {
    // b runs 8 in the shared pool of 10. Reserved 6 for a: the pool shrinks to 4 with 8 running;
    // b gets in again when only 3 are left.
    acquire(b, 8);

    limit.reserve("a", 6);

    assertThat(b.free()).isZero();
    release(b, 4);
    assertThat(acquire(b, 1)).isZero();
    release(b, 1);
    assertThat(acquire(b, 1)).isEqualTo(1);
    assertThat(a.free()).isEqualTo(6);
  }

  @Test
  void aReservationTakenAway_movesRunningExecutionsToTheSharedPool() {
    limit.reserve("a", 5);
    acquire(a, 4);

    limit.unreserve("a");

    assertThat(limit.reserved("a")).isNull();
    assertThat(limit.unreservedConcurrency()).isEqualTo(10);
    assertThat(b.free()).isEqualTo(6);
    release(a, 4);
    assertThat(b.free()).isEqualTo(10);
  }

  @Test
  void takingAwayNoReservation_changesNothing() {
    limit.unreserve("a");

    assertThat(limit.unreservedConcurrency()).isEqualTo(10);
  }

  @Test
  void moreThanIsLeft_cannotBeReserved() {
    limit.reserve("a", 6);

    assertThatThrownBy(() -> limit.reserve("b", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A reservation is between 0 and the 4 slots that are not reserved. Found: 5 for b");
    limit.reserve("a", 10);
    assertThat(limit.unreservedConcurrency()).isZero();
  }

  @Test
  void aSlotThatNobodyHolds_cannotBeGivenBack() {
    acquire(b, 1);

    assertThatThrownBy(() -> a.release(Decision.ON_DEMAND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A slot was given back that nobody held");
  }

  @Test
  void anAccountWithoutSlots_isRefused() {
    assertThatThrownBy(() -> new ConcurrencyLimit(0))
        .hasMessage("An account has at least one slot. Found: 0");
  }

  /** Tries to take so many slots; returns how many it got. */
  private static int acquire(Slots slots, int count) {
    int acquired = 0;
    for (int i = 0; i < count; i++) {
      acquired += decide(slots).isAdmitted() ? 1 : 0;
    }
    return acquired;
  }

  private static Decision decide(Slots slots) {
    return slots.tryAcquire(0, Invocation.SYNC, true);
  }

  private static void release(Slots slots, int count) {
    for (int i = 0; i < count; i++) {
      slots.release(Decision.ON_DEMAND);
    }
  }
}
