package dev.unthrottle.report;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.Reservation;
import org.jspecify.annotations.Nullable;

/** The limit of concurrency that a function runs under, as reports name it. */
final class Limits {

  private Limits() {}

  /** {@code none} and {@code unknown} are different things, and a 0 is a third. */
  static String reservationId(@Nullable Reservation reservation) {
    return switch (reservation) {
      case null -> "unknown";
      case Reservation.None() -> "none";
      case Reservation.Reserved(int _) -> "reserved";
    };
  }

  /** The reserved slots; {@code null} where there is no reservation, or where it isn't known. */
  static @Nullable Integer reservedSlots(@Nullable Reservation reservation) {
    return reservation instanceof Reservation.Reserved(int slots) ? slots : null;
  }

  /** {@code 1 slot, reserved}, or what takes its place. */
  static String inWords(Evidence evidence) {
    Reservation reservation = evidence.reservation().value().orElse(null);
    return switch (reservation) {
      case null -> "limit unknown";
      case Reservation.Reserved(int slots) -> Figures.count(slots, "slot") + ", reserved";
      case Reservation.None() ->
          evidence
              .account()
              .value()
              .map(account ->
                  Figures.count(account.unreservedConcurrentExecutions(), "slot")
                      + ", shared with the account")
              .orElse("no reservation");
    };
  }
}
