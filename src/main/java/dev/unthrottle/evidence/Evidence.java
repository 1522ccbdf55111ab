package dev.unthrottle.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was looked for about one function.
 *
 * @param function who it is about
 * @param at when the looking ended
 * @param window the window of logs and metrics
 * @param settings the function's configuration
 * @param reservation its reserved concurrency
 * @param account the account's concurrency
 * @param surroundings what is set up around it
 * @param logs what its logs tell
 * @param metrics what its metrics tell
 */
public record Evidence(
    FunctionRef function,
    Instant at,
    Window window,
    Observation<FunctionSettings> settings,
    Observation<Reservation> reservation,
    Observation<AccountSettings> account,
    Surroundings surroundings,
    Observation<LogEvidence> logs,
    Observation<MetricEvidence> metrics) {

  /** The same, with logs that were read later. */
  public Evidence withLogs(Observation<LogEvidence> later) {
    return new Evidence(
        function, at, window, settings, reservation, account, surroundings, later, metrics);
  }

  /**
   * What could not be had, and what the rest can't tell; one gap may leave several things unknown.
   */
  public List<Gap> gaps() {
    return Stream.of(
            Stream.of(settings, reservation, account)
                .map(Observation::gap)
                .flatMap(Optional::stream),
            surroundings.gaps().stream(),
            Stream.of(logs, metrics).map(Observation::gap).flatMap(Optional::stream),
            BlindSpots.of(this).stream())
        .flatMap(gaps -> gaps)
        .distinct()
        .toList();
  }

  /** Whether nothing at all could be read: neither settings nor limits, logs or metrics. */
  public boolean isBlank() {
    return Stream.of(settings, reservation, account, logs, metrics)
        .allMatch(observation -> observation.gap().isPresent());
  }

  /** The executions that the logs show; none where the logs are missing. */
  public List<Invocation> invocations() {
    return logs.value().map(LogEvidence::invocations).orElse(List.of());
  }
}
