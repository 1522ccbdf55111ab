package dev.unthrottle.simulation;

/**
 * How often a request finds all slots taken when requests arrive at random, are not queued and are
 * not retried: Erlang's loss formula (Erlang B). It holds for any distribution of the time a slot
 * is held, of which only the mean matters. Without a retry, and below the rate limits, Lambda is
 * such a system.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Erlang_(unit)#Erlang_B_formula">Erlang B</a>, first
 *     in A. K. Erlang, <i>Solution of some problems in the theory of probabilities of significance
 *     in automatic telephone exchanges</i>, 1917
 */
public final class Erlang {

  /** Far above any account's concurrency; bounds the time that a formula takes. */
  private static final double MAX_OFFERED_LOAD = 10_000_000;

  private Erlang() {}

  /**
   * The share of requests that find no free slot: {@code B(0) = 1, B(k) = a B(k-1) / (k + a
   * B(k-1))}, which is stable for any size.
   *
   * @param offeredLoad {@code a}, in erlangs: requests a second times the mean seconds that each
   *     holds a slot; 0 to 10,000,000
   * @param slots how many slots there are, at least 0
   * @return from 0 to 1
   */
  public static double blocking(double offeredLoad, int slots) {
    requireLoad(offeredLoad);
    if (slots < 0) {
      throw new IllegalArgumentException("Slots are not negative. Found: " + slots);
    }
    double blocking = 1;
    for (int k = 1; k <= slots; k++) {
      blocking = next(blocking, offeredLoad, k);
    }
    return blocking;
  }

  /**
   * The fewest slots with which at most a share of {@code blockingTarget} of the requests is
   * blocked.
   *
   * @param offeredLoad in erlangs, as for {@link #blocking}
   * @param blockingTarget above 0, up to 1
   */
  public static int slotsFor(double offeredLoad, double blockingTarget) {
    requireLoad(offeredLoad);
    if (!(blockingTarget > 0 && blockingTarget <= 1)) {
      throw new IllegalArgumentException(
          "A blocking target is above 0 and at most 1. Found: " + blockingTarget);
    }
    double blocking = 1;
    int slots = 0;
    while (blocking > blockingTarget) {
      slots++;
      blocking = next(blocking, offeredLoad, slots);
    }
    return slots;
  }

  private static double next(double blocking, double offeredLoad, int slots) {
    double refused = offeredLoad * blocking;
    return refused / (slots + refused);
  }

  private static void requireLoad(double offeredLoad) {
    if (!(offeredLoad >= 0 && offeredLoad <= MAX_OFFERED_LOAD)) {
      throw new IllegalArgumentException(
          "An offered load is between 0 and %.0f erlangs. Found: %s"
              .formatted(MAX_OFFERED_LOAD, offeredLoad));
    }
  }
}
