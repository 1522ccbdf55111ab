package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.ClientLife;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Erlang;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

  private static final AccountSettings ACCOUNT = new AccountSettings(1_000, 999);

  @Test
  void theOfferedLoad_isArrivalRateTimesHeldTime() {
    // 36 runs of 6 s in an hour: 36 / 3600 s × 6 s = 0.06 Erlang.
    OfferedLoad load =
        OfferedLoad.of(runs(Cases.withReserved(1).readTimeout(ofSeconds(30)), 36).file())
            .orElseThrow();

    assertThat(load.callsPerSecond()).isCloseTo(0.01, within(1e-9));
    assertThat(load.erlangs()).isCloseTo(0.06, within(1e-9));
  }

  @Test
  void runsThatRetriesCaused_areNotLoad() {
    // Every call runs more than once: what arrives is fewer calls than runs.
    OfferedLoad load = OfferedLoad.of(runs(Cases.withReserved(10), 36).file()).orElseThrow();

    assertThat(load.erlangs()).isLessThan(0.06 / 1.5);
  }

  @Test
  void oneSlotThatRefusesTooMany_isRaised_andTheReasonShowsBoth() {
    // B(0.06, 1) = 0.06 / 1.06 = 5.66 %; B(0.06, 2) = 0.06 × B1 / (2 + 0.06 × B1) = 0.17 %.
    Sizing sizing = Sizing.of(new OfferedLoad(0.01, 6), Reservation.of(1), ACCOUNT);

    assertThat(sizing.slots()).isEqualTo(2);
    assertThat(sizing.refusalProbability()).isCloseTo(0.0017, within(1e-4));
    assertThat(sizing.why())
        .containsExactly(
            "At an offered load of 0.0600 Erlang, 1 reserved would refuse 5.7 % of independent calls,"
                + " and 2 only 0.17 %. Keep 1 if the function must never run more often at once, and repeat"
                + " refused calls in your code.",
            // 999 are left beside the 1 now, 998 beside 2.
            "That leaves 998 of the account's 1000 unreserved; Lambda keeps at least 100.");
  }

  @Test
  void enoughSlots_stay() {
    Sizing sizing = Sizing.of(new OfferedLoad(0.01, 6), Reservation.of(5), ACCOUNT);

    assertThat(sizing.slots()).isEqualTo(5);
    assertThat(sizing.why()).isEmpty();
  }

  @Test
  void shortRuns_needASlotForEveryTenRequestsASecond() {
    // 200 a second of 10 ms offer 2 Erlang, for which 7 slots are enough; the rate needs 200 / 10.
    Sizing sizing = Sizing.of(new OfferedLoad(200, 0.01), Reservation.of(5), ACCOUNT);

    assertThat(sizing.slotsForLoad()).isEqualTo(7);
    assertThat(sizing.slotsForRate()).isEqualTo(20);
    assertThat(sizing.slots()).isEqualTo(20);
    assertThat(sizing.why())
        .contains(
            "200 calls a second need 20 slots whatever they last: each slot admits 10 requests a second.");
  }

  @Test
  void anAccountThatCannotGiveThem_givesWhatItCan() {
    // Of 150 unreserved, Lambda keeps 100: 50 more than the 10 that the function has.
    Sizing sizing =
        Sizing.of(new OfferedLoad(100, 1), Reservation.of(10), new AccountSettings(160, 150));

    assertThat(sizing.slotsForLoad()).isEqualTo(Erlang.slotsFor(100, 0.01));
    assertThat(sizing.slots()).isEqualTo(60);
    assertThat(sizing.unreservedLeft()).isEqualTo(100);
    assertThat(sizing.fallsShort()).isTrue();
    assertThat(sizing.why().getLast())
        .isEqualTo(
            "%d would be needed, but of the account's 160 slots 150 are unreserved, and Lambda keeps 100 of"
                    .formatted(sizing.slotsForLoad())
                + " them so: raise the quota (Service Quotas, L-B99A9384), or let calls wait in a queue.");
  }

  @ParameterizedTest
  @CsvSource({"1000, 100", "100, 100", "50, 50", "10, 10"})
  void whatLambdaKeepsUnreserved_isTheWholeOfASmallAccount(int quota, int floor) {
    assertThat(new UnreservedPool(quota, quota).floor()).isEqualTo(floor);
    assertThat(new UnreservedPool(quota, quota).most(0)).isEqualTo(quota - floor);
  }

  @Test
  void aFunctionWithoutAReservation_keepsNone_andIsToldWhatItNeedsOfThePool() {
    Sizing sizing =
        Sizing.of(new OfferedLoad(10, 2), Reservation.NONE, new AccountSettings(20, 20));

    // 20 Erlang need 30 slots for 1 %.
    assertThat(sizing.slots()).isEqualTo(30);
    assertThat(sizing.why())
        .containsExactly(
            "Its load alone needs 30 slots, and all functions without a reservation share 20.");
    assertThat(ReservationAdvice.of(Reservation.NONE, sizing, ACCOUNT).reservation())
        .isEqualTo(Reservation.NONE);
  }

  @Test
  void aFunctionThatIsSwitchedOff_getsASlotAtLeast() {
    assertThat(ReservationAdvice.of(Reservation.of(0), null, ACCOUNT))
        .isEqualTo(
            new ReservationAdvice(
                Reservation.of(1),
                List.of("Reserve at least 1 slot, or take the reservation away.")));
  }

  @Test
  void aSmallAccount_hasNothingToReserve() {
    assertThat(
            ReservationAdvice.of(Reservation.of(0), null, new AccountSettings(10, 10))
                .reservation())
        .isEqualTo(Reservation.NONE);
  }

  /** 40,000 calls: a share of 1 % has a standard error of about 0.05 %, in bursts two or three. */
  @ParameterizedTest
  @CsvSource({"4, 2", "0.2, 3", "30, 1.5"})
  void theSlots_refuseWhatWasStated_whenSimulated(double perSecond, double seconds) {
    Sizing sizing = Sizing.of(new OfferedLoad(perSecond, seconds), Reservation.of(1), ACCOUNT);

    assertThat(refused(perSecond, seconds, sizing.slots()))
        .isCloseTo(sizing.refusalProbability(), within(0.003))
        .isLessThan(sizing.refusalTarget() + 0.003);
    // One slot less refuses more than the target, as Erlang B says.
    assertThat(refused(perSecond, seconds, sizing.slots() - 1))
        .isCloseTo(Erlang.blocking(sizing.offeredLoad(), sizing.slots() - 1), within(0.006));
  }

  private static double refused(double perSecond, double seconds, int slots) {
    Duration median = Duration.ofNanos((long) (seconds * 1e9 / MEAN_OF_MEDIAN));
    FunctionModel function =
        new FunctionModel(
            "f",
            Durations.logNormal(median, median.multipliedBy(5)),
            ofMinutes(90),
            Duration.ZERO,
            0);
    Client once =
        Cases.CATALOG
            .resolve(ClientConfiguration.defaults(ClientId.BOTO3, null))
            .client()
            .with(Timeouts.of(null, null), 1, false);
    Load load = Load.poisson(perSecond, Duration.ofSeconds((long) (40_000 / perSecond)));
    Tally tally =
        Simulation.run(
                new SimulationPlan(
                    slots,
                    Map.of("f", slots),
                    Map.of(),
                    List.of(function),
                    List.of(new Caller("f", once, ClientLife.ALL_CALLS, load)),
                    Network.NONE,
                    0),
                7)
            .tally();
    return tally.refusedCalls() / (double) tally.calls();
  }

  /** With p99 = 5 × p50, σ = ln 5 / 2.3263, and a log-normal's mean is p50 × exp(σ² / 2). */
  private static final double MEAN_OF_MEDIAN =
      Math.exp(Math.pow(Math.log(5) / 2.3263478740408408, 2) / 2);

  private static Cases runs(Cases cases, int count) {
    for (int run = 0; run < count; run++) {
      cases.run(ofMinutes(59).minus(ofSeconds(90L * run)), ofSeconds(6));
    }
    return cases;
  }
}
