package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.sandbox.Access;
import dev.unthrottle.sandbox.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a real client did, as the sandbox saw it.
 *
 * @param outcome what the call came to
 * @param gaps between its attempts
 * @param error as the client words it, {@code null} if it was answered
 */
record Observation(Outcome outcome, List<Gap> gaps, @Nullable String error) {

  private static final int REFUSED = 429;

  /**
   * What became of one call.
   *
   * @param log the requests for the call's function
   * @param patience after which the client hangs up
   */
  static Observation of(List<Access> log, Counts counts, Surfaced surfaced, Duration patience) {
    List<Access> requests = log.stream().sorted(Comparator.comparing(Access::arrived)).toList();
    return new Observation(
        new Outcome(
            requests.size(),
            counts.executions(),
            counts.refusals(),
            counts.peakInFlight(),
            surfaced.kind()),
        gaps(requests, patience),
        surfaced.error());
  }

  /** A request that is followed by another was refused, or the client had hung up. */
  private static List<Gap> gaps(List<Access> requests, Duration patience) {
    List<Gap> gaps = new ArrayList<>();
    for (int retry = 1; retry < requests.size(); retry++) {
      Access before = requests.get(retry - 1);
      boolean refused = before.status() == REFUSED;
      Instant end = refused ? before.answered() : before.arrived().plus(patience);
      gaps.add(
          new Gap(
              retry,
              refused ? AttemptOutcome.REFUSED : AttemptOutcome.READ_TIMEOUT,
              Duration.between(end, requests.get(retry).arrived())));
    }
    return gaps;
  }
}
