package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.advice.Alternative.Kind;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Forecast;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are worth a look beside each other: those of now, those that are recommended,
 * and each of the changes that suggest themselves, alone. All are played with the same calls, the
 * same durations and, where there are any, the same strangers.
 */
public final class Alternatives {

  private final CaseFile file;
  private final FunctionModel function;
  private final Alternative current;
  private final long seed;

  private Alternatives(CaseFile file, FunctionModel function, Outlook outlook, long seed) {
    this.file = file;
    this.function = function;
    this.seed = seed;
    this.current =
        new Alternative(
            Kind.CURRENT,
            file.client(),
            file.reserved().orElse(null),
            function.timeout(),
            false,
            outlook);
  }

  /**
   * The alternatives of a case, those of now first; none where nothing could be simulated, and none
   * twice.
   *
   * @param current what a call has to expect now
   * @param prescription what is recommended, {@code null} if nothing is
   * @param seed what {@code current} was drawn from
   */
  public static List<Alternative> of(
      CaseFile file,
      @Nullable Outlook current,
      @Nullable Prescription prescription,
      ClientCatalog catalog,
      long seed) {
    @Nullable FunctionModel function = file.function();
    return current == null || function == null
        ? List.of()
        : new Alternatives(file, function, current, seed).beside(prescription, catalog);
  }

  private List<Alternative> beside(@Nullable Prescription prescription, ClientCatalog catalog) {
    List<Alternative> rows = new ArrayList<>(List.of(current));
    if (prescription != null) {
      recommended(prescription).ifPresent(rows::add);
      waitingLonger(prescription).ifPresent(client -> add(rows, Kind.WAITING_LONGER, client));
    }
    Client now = file.client();
    add(rows, Kind.ONE_ATTEMPT, now.with(now.timeouts(), 1, now.tcpKeepAlive()));
    file.reserved()
        .ifPresent(slots -> {
          addSlots(rows, Kind.ONE_SLOT_MORE, slots + 1);
          addSlots(rows, Kind.A_SLOT_FOR_EVERY_ATTEMPT, now.retries().maxAttempts());
        });
    add(rows, Kind.NEWEST_DEFAULTS, catalog.newest(now).client());
    return List.copyOf(rows);
  }

  private static Optional<Alternative> recommended(Prescription prescription) {
    Recommendation advice = prescription.recommendation();
    return Optional.ofNullable(prescription.outlook())
        .map(outlook ->
            new Alternative(
                Kind.RECOMMENDED,
                advice.client(),
                advice.reservedConcurrency(),
                advice.functionTimeout(),
                advice.asynchronous(),
                outlook));
  }

  /** The client that waits as long as is recommended; none where whoever calls can't wait so. */
  private Optional<Client> waitingLonger(Prescription prescription) {
    Client now = file.client();
    Timeouts then = prescription.patient().timeouts();
    @Nullable Duration patience = file.patience();
    boolean longer =
        patience != null && (then.patience() == null || then.patience().compareTo(patience) > 0);
    return prescription.recommendation().asynchronous() || !longer
        ? Optional.empty()
        : Optional.of(
            now.with(
                new Timeouts(now.timeouts().connect(), then.read(), then.attempt(), then.call()),
                now.retries().maxAttempts(),
                now.tcpKeepAlive()));
  }

  private void add(List<Alternative> rows, Kind kind, Client client) {
    add(rows, kind, client, current.reservedConcurrency(), file.limit().orElseThrow());
  }

  /** More slots than now, if the account has them. */
  private void addSlots(List<Alternative> rows, Kind kind, int slots) {
    int now = file.reserved().orElseThrow();
    boolean had =
        file.evidence()
            .account()
            .value()
            .map(account -> UnreservedPool.of(account).most(now) >= slots)
            .orElse(true);
    if (slots > now && had) {
      add(rows, kind, file.client(), slots, slots);
    }
  }

  private void add(
      List<Alternative> rows, Kind kind, Client client, @Nullable Integer reserved, int slots) {
    Alternative unplayed =
        new Alternative(kind, client, reserved, function.timeout(), false, current.outlook());
    if (rows.stream().noneMatch(unplayed::playsLike)) {
      rows.add(
          new Alternative(
              kind,
              client,
              reserved,
              function.timeout(),
              false,
              Forecast.expected(file, client, function, slots, seed)));
    }
  }
}
