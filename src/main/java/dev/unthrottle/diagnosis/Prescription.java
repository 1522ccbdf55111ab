package dev.unthrottle.diagnosis;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Advice that was simulated and found clean.
 *
 * @param recommendation what to do
 * @param outlook what a call has to expect then, {@code null} where the function's durations are
 *     unknown
 */
record Prescription(Recommendation recommendation, @Nullable Outlook outlook) {

  /**
   * Simulates an advice.
   *
   * @return nothing if calls with it would still collide with themselves or run twice
   */
  static Optional<Prescription> of(
      Advisor.Advice advice,
      CaseFile file,
      @Nullable FunctionModel function,
      @Nullable CallerLimit caller,
      ClientCatalog catalog,
      long seed) {
    if (function == null) {
      return Optional.of(new Prescription(recommendation(advice, file, caller, catalog), null));
    }
    FunctionModel then = Behaviour.withTimeout(function, advice.functionTimeout());
    int slots = slots(advice, file);
    Outlook alone = Forecast.alone(advice.client(), then, slots, seed).outlook();
    if (!alone.clean()) {
      return Optional.empty();
    }
    if (file.wasCutOff()) {
      return Optional.of(new Prescription(recommendation(advice, file, caller, catalog), null));
    }
    Outlook outlook =
        file.crowd()
            .map(
                crowd -> Forecast.among(crowd.callsPerSecond(), advice.client(), then, slots, seed))
            .orElse(alone);
    return Optional.of(new Prescription(recommendation(advice, file, caller, catalog), outlook));
  }

  private static int slots(Advisor.Advice advice, CaseFile file) {
    return switch (advice.reservation()) {
      case Reservation.Reserved(int slots) -> slots;
      case Reservation.None() -> Math.max(1, file.limit().orElse(1));
    };
  }

  private static Recommendation recommendation(
      Advisor.Advice advice, CaseFile file, @Nullable CallerLimit caller, ClientCatalog catalog) {
    CallerTimeout callerTimeout = CallerTimeout.of(advice.client());
    List<String> why = new ArrayList<>(advice.why());
    boolean asynchronous = cannotWait(caller, callerTimeout, why);
    return new Recommendation(
        advice.client(),
        Recommendation.RetriesBy.CODE,
        advice.functionTimeout(),
        callerTimeout,
        switch (advice.reservation()) {
          case Reservation.Reserved(int slots) -> slots;
          case Reservation.None() -> null;
        },
        asynchronous,
        Snippets.of(advice.client(), asynchronous, file, catalog),
        why);
  }

  private static boolean cannotWait(
      @Nullable CallerLimit caller, CallerTimeout needed, List<String> why) {
    @Nullable Duration limit = caller == null ? null : caller.limit();
    if (caller == null || limit == null || needed.worstCase() == null) {
      return false;
    }
    if (limit.compareTo(needed.worstCase()) >= 0) {
      return false;
    }
    why.add(
        "The caller (%s) gives up after %s, but a call can take %s: no read timeout makes a synchronous call"
                .formatted(caller.kind().id(), Phrase.of(limit), Phrase.of(needed.worstCase()))
            + " safe. Invoke the function asynchronously and fetch its result, or give the caller that time.");
    return true;
  }
}
