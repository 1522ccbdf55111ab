package dev.unthrottle.diagnosis;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.evidence.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingTest {

  @Test
  void theOfferedLoad_isArrivalRateTimesHeldTime() {
    // 36 runs of 6 s in an hour: 36 / 3600 s × 6 s = 0.06 Erlang.
    Sizing sizing = Sizing.of(runs(Cases.withReserved(1).readTimeout(ofSeconds(30)), 36).file());

    assertThat(sizing.offeredLoad()).isCloseTo(0.06, within(1e-9));
  }

  @Test
  void oneSlotThatRefusesTooMany_isRaised_andTheReasonShowsBoth() {
    // B(0.06, 1) = 0.06 / 1.06 = 5.66 %; B(0.06, 2) = 0.06 × B1 / (2 + 0.06 × B1) = 0.17 %.
    List<String> why = new ArrayList<>();
    Reservation advised = new Sizing(Reservation.of(1), 0.06).reserve(why);

    assertThat(advised).isEqualTo(Reservation.of(2));
    assertThat(why)
        .containsExactly(
            "At an offered load of 0.0600 Erlang, 1 reserved would refuse 5.7 % of independent calls,"
                + " and 2 only 0.17 %. Keep 1 if the function must never run more often at once, and repeat"
                + " refused calls in your code.");
  }

  @Test
  void enoughSlots_stay() {
    List<String> why = new ArrayList<>();

    assertThat(new Sizing(Reservation.of(5), 0.06).reserve(why)).isEqualTo(Reservation.of(5));
    assertThat(why).isEmpty();
  }

  @Test
  void runsThatRetriesCaused_areNotLoad() {
    // Every call runs more than once: what arrives is fewer calls than runs.
    Sizing sizing = Sizing.of(runs(Cases.withReserved(10), 36).file());

    assertThat(sizing.offeredLoad()).isLessThan(0.06 / 1.5);
  }

  @Test
  void aFunctionWithoutAReservation_keepsNone() {
    assertThat(new Sizing(Reservation.NONE, 3.0).reserve(new ArrayList<>()))
        .isEqualTo(Reservation.NONE);
  }

  @Test
  void aFunctionThatIsSwitchedOff_getsASlotAtLeast() {
    List<String> why = new ArrayList<>();

    assertThat(new Sizing(Reservation.of(0), null).reserve(why)).isEqualTo(Reservation.of(1));
    assertThat(why).containsExactly("Reserve at least 1 slot, or take the reservation away.");
  }

  private static Cases runs(Cases cases, int count) {
    for (int run = 0; run < count; run++) {
      cases.run(ofMinutes(59).minus(ofSeconds(90L * run)), ofSeconds(6));
    }
    return cases;
  }
}
