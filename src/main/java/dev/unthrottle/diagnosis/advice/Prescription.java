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
import dev.unthrottle.probe.SlotLife;
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
 * @param waiting whatever waits for the function then: the client, or Lambda itself for an event
 *     that was handed over
 * @param outlook what a call has to expect then, {@code null} where the function's durations are
 *     unknown
 */
public record Prescription(
    Recommendation recommendation, Client patient, Client waiting, @Nullable Outlook outlook) {

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
    List<Impasse> impasses = Impasse.of(advice, caller);
    boolean asynchronous = impasses.stream().anyMatch(Impasse::forbidsWaiting);
    Client waiting = asynchronous ? lambdasOwn(advice.client()) : advice.client();
    Recommendation recommendation =
        recommendation(advice, impasses, asynchronous, file, caller, catalog);
    @Nullable FunctionModel function = file.function();
    if (function == null) {
      return Optional.of(new Prescription(recommendation, advice.client(), waiting, null));
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
            waiting,
            isOpen(file, advice) ? null : outlook(alone, file, waiting, then, slots, seed)));
  }

  /** Whoever hands an event over leaves the waiting to Lambda, which has no read timeout. */
  private static Client lambdasOwn(Client client) {
    return client.with(Timeouts.of(null, null), 1, client.tcpKeepAlive());
  }

  /**
   * Whether nobody knows how a call would go: how long runs take that were cut off, or what a call
   * meets where others keep the slots.
   */
  private static boolean isOpen(CaseFile file, Advisor.Advice advice) {
    boolean noSlotLeft =
        file.limit().filter(slots -> slots == 0).isPresent()
            && file.evidence()
                .reservation()
                .value()
                .filter(advice.reservation()::equals)
                .isPresent();
    return file.wasCutOff()
        || noSlotLeft
        || file.othersFillThePool()
        || advice.goal().reserving() == Goal.Reserving.ELSEWHERE;
  }

  private static Outlook outlook(
      Outlook alone, CaseFile file, Client client, FunctionModel function, int slots, long seed) {
    return file.strangers()
        .map(crowd -> Forecast.among(crowd.callsPerSecond(), client, function, slots, seed))
        .orElse(alone);
  }

  private static Recommendation recommendation(
      Advisor.Advice advice,
      List<Impasse> impasses,
      boolean asynchronous,
      CaseFile file,
      @Nullable CallerLimit caller,
      ClientCatalog catalog) {
    Patience patience = asynchronous ? handingOver(advice, file, caller) : advice.patience();
    @Nullable WayOut wayOut =
        impasses.isEmpty()
            ? null
            : new WayOuts(file, advice).of(impasses.getFirst(), patience.client());
    return new Recommendation(
        advice.goal().purpose(),
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
        why(advice, patience, impasses, wayOut));
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
      Advisor.Advice advice, Patience patience, List<Impasse> impasses, @Nullable WayOut wayOut) {
    List<String> why = new ArrayList<>(advice.function().why());
    why.addAll(patience.why());
    why.addAll(advice.reserved().why());
    if (wayOut != null) {
      why.add(wayOut.because());
    }
    impasses.stream().skip(1).map(Impasse::because).forEach(why::add);
    return why;
  }

  /**
   * Whether a case in which the settings aren't the cause still needs them: its client can hang up
   * on a running function or lose its connection, its caller can't wait for it, the function is cut
   * off, or its calls are refused or run twice.
   *
   * @param now what a call has to expect now, {@code null} where that isn't known
   */
  public boolean preventsHarm(CaseFile file, @Nullable Outlook now, @Nullable CallerLimit caller) {
    @Nullable Duration timeout = file.functionTimeout();
    @Nullable Duration patience = file.patience();
    boolean hangsUp =
        timeout != null && patience != null && patience.compareTo(SlotLife.longestRun(timeout)) < 0;
    boolean losesItsConnection =
        recommendation.client().tcpKeepAlive() && !file.client().tcpKeepAlive();
    return hangsUp
        || losesItsConnection
        || (now != null && !now.clean())
        || outlastsItsCaller(file.client(), caller)
        || recommendation.wayOut() != null
        || !recommendation.functionTimeout().equals(timeout);
  }

  private static boolean outlastsItsCaller(Client client, @Nullable CallerLimit caller) {
    if (caller == null || caller.limit() == null) {
      return false;
    }
    @Nullable Duration needs = Chain.needs(caller, CallerTimeout.of(client));
    return needs == null || !Chain.canWait(caller, needs);
  }
}
