package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.RequestTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param connections the times to establish a connection, from the probe
 * @param requests the times of full requests, from the probe's clean invocations
 * @param durations the function's durations, from its logs; {@code null} where there are none
 */
public record Measurements(
    List<ConnectTime> connections,
    List<RequestTime> requests,
    @Nullable DurationStatistics durations) {

  /** Copies the lists. */
  public Measurements {
    connections = List.copyOf(connections);
    requests = List.copyOf(requests);
  }

  /** The times to establish a connection, TLS included. */
  public List<Duration> established() {
    return connections.stream().map(ConnectTime::established).toList();
  }
}
