package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.advice.Recommendation.RetriesBy;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that end a cause, by the rules of docs/model.md. They are a {@link Prescription}
 * once they were simulated.
 */
public final class Advisor {

  private final CaseFile file;
  private final Measurements measurements;

  private Advisor(CaseFile file, Measurements measurements) {
    this.file = file;
    this.measurements = measurements;
  }

  /**
   * The settings for a case, before they are simulated.
   *
   * @return nothing if the function's timeout is unknown, because every other figure follows from
   *     it
   */
  public static Optional<Advice> advise(CaseFile file, Measurements measurements) {
    return Optional.ofNullable(file.functionTimeout())
        .map(timeout -> new Advisor(file, measurements).advice(timeout));
  }

  private Advice advice(Duration now) {
    FunctionTimeout function = FunctionTimeout.of(now, measurements.durations(), file.longestRun());
    @Nullable Reservation reserved = file.evidence().reservation().value().orElse(null);
    @Nullable AccountSettings account = file.evidence().account().value().orElse(null);
    @Nullable Sizing sizing =
        OfferedLoad.of(file).map(load -> Sizing.of(load, reserved, account)).orElse(null);
    return new Advice(
        function,
        Patience.untilAnswered(file.client(), function.timeout(), measurements.established()),
        sizing,
        ReservationAdvice.of(reserved, sizing, account),
        measurements.established(),
        RetriesBy.CODE);
  }

  /**
   * Settings that are not simulated yet.
   *
   * @param function the function's timeout
   * @param patience the client's settings for a call that waits for the function
   * @param sizing how many slots the load needs, {@code null} where it isn't known
   * @param reserved the function's reserved concurrency
   * @param connectTimes how long it took to connect, where that was measured
   * @param retriesBy who repeats a call that failed
   */
  public record Advice(
      FunctionTimeout function,
      Patience patience,
      @Nullable Sizing sizing,
      ReservationAdvice reserved,
      List<Duration> connectTimes,
      RetriesBy retriesBy) {

    /** The same, with the SDK making so many attempts. */
    Advice retrying(int attempts) {
      return new Advice(
          function, patience.retrying(attempts), sizing, reserved, connectTimes, RetriesBy.SDK);
    }

    /** The slots that there will be. */
    int slots(CaseFile file) {
      return switch (reservation()) {
        case Reservation.Reserved(int slots) -> slots;
        case Reservation.None() -> Math.max(1, file.limit().orElse(1));
      };
    }

    /** The client with the settings for a call that waits. */
    Client client() {
      return patience.client();
    }

    Duration functionTimeout() {
      return function.timeout();
    }

    Reservation reservation() {
      return reserved.reservation();
    }
  }
}
