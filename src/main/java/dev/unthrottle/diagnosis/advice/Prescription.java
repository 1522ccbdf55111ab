package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.Behaviour;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Forecast;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.evidence.AsyncSettings;
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
 * @param patient the client with the settings that let it wait for the function, which a probe
 *     proves even where the recommendation is not to wait
 * @param outlook what a call has to expect then, {@code null} where the function's durations are
 *     unknown
 */
public record Prescription(
    Recommendation recommendation, Client patient, @Nullable Outlook outlook) {

  /**
   * Simulates an advice.
   *
   * @return nothing if calls with it would still collide with themselves or run twice
   */
  public static Optional<Prescription> of(
      Advisor.Advice advice,
      CaseFile file,
      @Nullable CallerLimit caller,
      ClientCatalog catalog,
      long seed) {
    @Nullable Impasse impasse = Impasse.of(advice, caller);
    Client waiting = waiting(advice.client(), impasse);
    Recommendation recommendation = recommendation(advice, impasse, file, caller, catalog);
    @Nullable FunctionModel function = file.function();
    if (function == null) {
      return Optional.of(new Prescription(recommendation, advice.client(), null));
    }
    FunctionModel then = Behaviour.withTimeout(function, advice.functionTimeout());
    int slots = advice.slots(file);
    Outlook alone = Forecast.outlookAlone(waiting, then, slots, seed);
    if (!alone.clean()) {
      return Optional.empty();
    }
    return Optional.of(
        new Prescription(
            recommendation,
            advice.client(),
            file.wasCutOff() ? null : outlook(alone, file, waiting, then, slots, seed)));
  }

  /** Whoever hands an event over leaves the waiting to Lambda, which has no read timeout. */
  private static Client waiting(Client client, @Nullable Impasse impasse) {
    return impasse != null && impasse.forbidsWaiting()
        ? client.with(Timeouts.of(null, null), 1, client.tcpKeepAlive())
        : client;
  }

  private static Outlook outlook(
      Outlook alone, CaseFile file, Client client, FunctionModel function, int slots, long seed) {
    return file.crowd()
        .map(crowd -> Forecast.among(crowd.callsPerSecond(), client, function, slots, seed))
        .orElse(alone);
  }

  private static Recommendation recommendation(
      Advisor.Advice advice,
      @Nullable Impasse impasse,
      CaseFile file,
      @Nullable CallerLimit caller,
      ClientCatalog catalog) {
    boolean asynchronous = impasse != null && impasse.forbidsWaiting();
    Patience patience = asynchronous ? handingOver(advice, file, caller) : advice.patience();
    @Nullable WayOut wayOut =
        impasse == null ? null : new WayOuts(file, advice).of(impasse, patience.client());
    return new Recommendation(
        patience.client(),
        asynchronous ? Recommendation.RetriesBy.CODE : advice.retriesBy(),
        advice.functionTimeout(),
        CallerTimeout.of(patience.client()),
        switch (advice.reservation()) {
          case Reservation.Reserved(int slots) -> slots;
          case Reservation.None() -> null;
        },
        advice.sizing(),
        asynchronous,
        wayOut,
        caller == null ? null : chain(caller, file, patience.client(), asynchronous),
        Snippets.of(patience.client(), asynchronous, file, catalog),
        why(advice, patience, wayOut));
  }

  private static Patience handingOver(
      Advisor.Advice advice, CaseFile file, @Nullable CallerLimit caller) {
    @Nullable Duration limit = caller == null ? null : caller.limit();
    return Patience.untilReceipt(
        file.client(), limit == null ? Patience.IDLE_LIMIT : limit, advice.connectTimes());
  }

  private static Chain chain(
      CallerLimit caller, CaseFile file, Client client, boolean asynchronous) {
    return Chain.of(
        caller,
        file.client(),
        client,
        asynchronous,
        file.evidence().surroundings().async().value().orElse(AsyncSettings.DEFAULT));
  }

  private static List<String> why(
      Advisor.Advice advice, Patience patience, @Nullable WayOut wayOut) {
    List<String> why = new ArrayList<>(advice.function().why());
    why.addAll(patience.why());
    why.addAll(advice.reserved().why());
    if (wayOut != null) {
      why.add(wayOut.because());
    }
    return why;
  }
}
