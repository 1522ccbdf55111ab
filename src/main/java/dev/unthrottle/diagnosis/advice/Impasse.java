package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why settings of a synchronous call alone can't be right. */
sealed interface Impasse {

  /**
   * The caller gives up before the call has to be over.
   *
   * @param caller who
   * @param limit when it gives up
   * @param needed how long the call can take
   */
  record CallerGivesUp(CallerLimit caller, Duration limit, Duration needed) implements Impasse {}

  /**
   * The answer comes after a longer silence than a connection through a NAT gateway survives, and
   * this client can't keep one alive.
   *
   * @param silence how long the client may have to wait for the first byte
   */
  record ConnectionDrops(Duration silence) implements Impasse {}

  /** The function would have to run longer than any can. */
  record RunsTooLong() implements Impasse {}

  /**
   * The account can't give the function as many slots as its callers need.
   *
   * @param slots what it can give
   * @param needed what they need
   */
  record TooFewSlots(int slots, int needed) implements Impasse {}

  /** The first of them that stands in the way; {@code null} if none does. */
  static @Nullable Impasse of(Advisor.Advice advice, @Nullable CallerLimit caller) {
    if (advice.function().outOfReach()) {
      return new RunsTooLong();
    }
    @Nullable Duration limit = caller == null ? null : caller.limit();
    @Nullable Duration needed = Chain.needs(caller, CallerTimeout.of(advice.client()));
    if (caller != null && limit != null && needed != null && !Chain.canWait(caller, needed)) {
      return new CallerGivesUp(caller, limit, needed);
    }
    if (!advice.patience().keptAlive()) {
      @Nullable Duration silence = advice.client().timeouts().patience();
      return new ConnectionDrops(silence == null ? advice.functionTimeout() : silence);
    }
    @Nullable Sizing sizing = advice.sizing();
    return sizing != null && sizing.fallsShort()
        ? new TooFewSlots(sizing.slots(), sizing.needed())
        : null;
  }

  /** Whether a call that waits for its answer can't be right at all. */
  default boolean forbidsWaiting() {
    return switch (this) {
      case CallerGivesUp _, ConnectionDrops _ -> true;
      case RunsTooLong _, TooFewSlots _ -> false;
    };
  }
}
