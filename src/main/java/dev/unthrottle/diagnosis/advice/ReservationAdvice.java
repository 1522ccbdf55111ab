package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reserved concurrency to have. A function without one keeps none, and no reservation gets
 * smaller.
 *
 * @param reservation what to set
 * @param why the reasons, a sentence each
 */
record ReservationAdvice(Reservation reservation, List<String> why) {

  /** Copies the list. */
  ReservationAdvice {
    why = List.copyOf(why);
  }

  /**
   * The reservation for a size.
   *
   * @param now what there is, {@code null} where it isn't known
   * @param sizing what the load needs, {@code null} where it isn't known
   * @param account what the account has, {@code null} where it isn't known
   */
  static ReservationAdvice of(
      @Nullable Reservation now, @Nullable Sizing sizing, @Nullable AccountSettings account) {
    List<String> why = sizing == null ? List.of() : sizing.why();
    return switch (now) {
      case null -> new ReservationAdvice(Reservation.NONE, why);
      case Reservation.None none -> new ReservationAdvice(none, why);
      case Reservation.Reserved(int slots) when slots > 0 ->
          new ReservationAdvice(
              Reservation.of(sizing == null ? slots : Math.max(slots, sizing.slots())), why);
      case Reservation.Reserved(int _) -> switchedOff(sizing, account);
    };
  }

  private static ReservationAdvice switchedOff(
      @Nullable Sizing sizing, @Nullable AccountSettings account) {
    if (account != null && UnreservedPool.of(account).most(0) < 1) {
      return new ReservationAdvice(
          Reservation.NONE,
          List.of(
              "Take the reservation of 0 away. The account has too few slots to reserve any: Lambda keeps %d unreserved."
                  .formatted(UnreservedPool.of(account).floor())));
    }
    return sizing == null
        ? new ReservationAdvice(
            Reservation.of(1), List.of("Reserve at least 1 slot, or take the reservation away."))
        : new ReservationAdvice(Reservation.of(sizing.slots()), sizing.why());
  }
}
