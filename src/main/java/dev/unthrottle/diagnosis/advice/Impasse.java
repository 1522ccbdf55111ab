package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
   * @param erlangs how many slots they would use on average
   */
  record TooFewSlots(int slots, int needed, double erlangs) implements Impasse {}

  /** All that stand in the way, the one that decides about the way out first. */
  static List<Impasse> of(Advisor.Advice advice, @Nullable CallerLimit caller) {
    return Stream.of(
            runsTooLong(advice),
            callerGivesUp(advice, caller),
            connectionDrops(advice),
            tooFewSlots(advice))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Impasse> runsTooLong(Advisor.Advice advice) {
    return advice.function().outOfReach() ? Optional.of(new RunsTooLong()) : Optional.empty();
  }

  private static Optional<Impasse> callerGivesUp(
      Advisor.Advice advice, @Nullable CallerLimit caller) {
    @Nullable Duration limit = caller == null ? null : caller.limit();
    @Nullable Duration needed = Chain.needs(caller, CallerTimeout.of(advice.client()));
    return caller == null || limit == null || needed == null || Chain.canWait(caller, needed)
        ? Optional.empty()
        : Optional.of(new CallerGivesUp(caller, limit, needed));
  }

  private static Optional<Impasse> connectionDrops(Advisor.Advice advice) {
    @Nullable Duration silence = advice.client().timeouts().patience();
    return advice.patience().keptAlive()
        ? Optional.empty()
        : Optional.of(new ConnectionDrops(silence == null ? advice.functionTimeout() : silence));
  }

  /** Where nobody was refused, the slots are enough, whatever independent calls would need. */
  private static Optional<Impasse> tooFewSlots(Advisor.Advice advice) {
    @Nullable Sizing sizing = advice.sizing();
    return sizing == null
            || advice.goal().reserving() != Goal.Reserving.BY_LOAD
            || !sizing.fallsShort()
        ? Optional.empty()
        : Optional.of(new TooFewSlots(sizing.slots(), sizing.needed(), sizing.offeredLoad()));
  }

  /** What it is, in a sentence. */
  default String because() {
    return switch (this) {
      case RunsTooLong _ ->
          "With a margin, the function's runs need longer than the %s that any function can have."
              .formatted(Phrase.of(FunctionTimeout.LONGEST));
      case CallerGivesUp(var caller, var limit, var needed) ->
          "The caller (%s) gives up after %s, but a call can take %s: no read timeout makes a synchronous call safe."
              .formatted(caller.kind().id(), Phrase.of(limit), Phrase.of(needed));
      case ConnectionDrops(var silence) ->
          "The client may have to wait %s for the first byte and can't keep the connection alive,"
                  .formatted(Phrase.of(silence))
              + " which NAT gateways and load balancers drop after %s of silence."
                  .formatted(Phrase.of(Patience.IDLE_LIMIT));
      case TooFewSlots(int slots, int needed, double _) ->
          "The load needs %d slots and the account can give %d.".formatted(needed, slots);
    };
  }

  /** Whether a call that waits for its answer can't be right at all. */
  default boolean forbidsWaiting() {
    return switch (this) {
      case CallerGivesUp _, ConnectionDrops _ -> true;
      case RunsTooLong _, TooFewSlots _ -> false;
    };
  }
}
