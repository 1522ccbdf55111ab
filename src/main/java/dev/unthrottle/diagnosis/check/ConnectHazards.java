package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.advice.Patience;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;

/** What can be wrong with how long a client waits for a connection. */
final class ConnectHazards {

  /**
   * The shortest connect timeout that survives one lost SYN.
   *
   * @see Patience#CONNECT_FLOOR
   */
  private static final Duration LOST_SYN = Duration.ofSeconds(3);

  private ConnectHazards() {}

  static Optional<Clue> connectTimeoutTooShort(Setup.Call call) {
    Duration connect = CallLimits.timeouts(call).connect();
    return connect != null && connect.compareTo(LOST_SYN) < 0
        ? Optional.of(
            new Clue(
                "%s gives up connecting after %s."
                    .formatted(CallLimits.name(call), Phrase.of(connect)),
                "A lost SYN is sent again after 1 s and after another 2 s, so %s don't survive two losses in a row; %s do."
                    .formatted(Phrase.of(connect), Phrase.of(Patience.CONNECT_FLOOR)),
                "Give connecting %s.".formatted(Phrase.of(Patience.CONNECT_FLOOR))))
        : Optional.empty();
  }

  static Optional<Clue> connectTimeoutTooLong(Setup.Call call) {
    Duration connect = CallLimits.timeouts(call).connect();
    Duration read = CallLimits.timeouts(call).read();
    if (connect == null) {
      return Optional.of(
          new Clue(
              "%s waits for ever to connect.".formatted(CallLimits.name(call)),
              "Where the endpoint can't be reached, the call ends when the operating system gives up, or never.",
              "Give connecting %s.".formatted(Phrase.of(Patience.CONNECT_FLOOR))));
    }
    return read != null && connect.compareTo(read.dividedBy(2)) > 0
        ? Optional.of(
            new Clue(
                "%s waits %s to connect, and %s for an answer."
                    .formatted(CallLimits.name(call), Phrase.of(connect), Phrase.of(read)),
                "Connecting takes milliseconds; an endpoint that can't be reached costs %s in each of %d attempts."
                    .formatted(Phrase.of(connect), CallLimits.attempts(call)),
                "Give connecting %s, far below the read timeout."
                    .formatted(Phrase.of(Patience.CONNECT_FLOOR))))
        : Optional.empty();
  }
}
