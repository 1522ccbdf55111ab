package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.DurationStatistics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param connect the times to establish a connection, from the probe
 * @param request the times of full requests, from the probe's clean invocations
 * @param durations the function's durations, from its logs; {@code null} where there are none
 */
public record Measurements(
    List<Duration> connect, List<Duration> request, @Nullable DurationStatistics durations) {

  /** Copies the lists. */
  public Measurements {
    connect = List.copyOf(connect);
    request = List.copyOf(request);
  }
}
