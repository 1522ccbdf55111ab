package dev.unthrottle.evidence;

/** A function's reserved concurrency. Having none and having reserved 0 are opposite things. */
public sealed interface Reservation {

  /** None: the function shares the account's unreserved pool. */
  Reservation NONE = new None();

  /** So many slots, at most and guaranteed; 0 stops the function. */
  static Reservation of(int slots) {
    return new Reserved(slots);
  }

  /** The function shares the account's unreserved pool. */
  record None() implements Reservation {}

  /**
   * The function has a pool of its own.
   *
   * @param slots its size, 0 or more
   */
  record Reserved(int slots) implements Reservation {
    /** Refuses a negative number. */
    public Reserved {
      if (slots < 0) {
        throw new IllegalArgumentException("Reserved concurrency is 0 or more. Found: " + slots);
      }
    }
  }
}
