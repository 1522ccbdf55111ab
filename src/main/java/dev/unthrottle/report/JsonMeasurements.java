package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.Measurements;
import dev.unthrottle.evidence.DurationStatistics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measurements as JSON; what wasn't measured is {@code null}, not zero. */
final class JsonMeasurements {

  private JsonMeasurements() {}

  static ObjectNode of(Measurements measurements) {
    ObjectNode node = instance.objectNode();
    node.set("connectMs", connect(measurements.connect()));
    node.set("requestMs", request(measurements.request()));
    node.set("durationMs", durations(measurements.durations()));
    return node;
  }

  private static @Nullable ObjectNode connect(List<Duration> times) {
    return times.isEmpty()
        ? null
        : instance
            .objectNode()
            .put("count", times.size())
            .put("mean", tenths(Figures.meanMillis(times)))
            .put("max", tenths(Figures.longestMillis(times)));
  }

  /** Connecting takes a few milliseconds, so one digit after the point tells something. */
  private static double tenths(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  private static @Nullable ObjectNode request(List<Duration> times) {
    return times.isEmpty()
        ? null
        : instance
            .objectNode()
            .put("count", times.size())
            .put("mean", Math.round(Figures.meanMillis(times)))
            .put("max", Math.round(Figures.longestMillis(times)));
  }

  private static @Nullable ObjectNode durations(@Nullable DurationStatistics durations) {
    return durations == null
        ? null
        : instance
            .objectNode()
            .put("count", durations.count())
            .put("mean", durations.mean().toMillis())
            .put("p50", durations.p50().toMillis())
            .put("p90", durations.p90().toMillis())
            .put("p99", durations.p99().toMillis())
            .put("p999", durations.p999().toMillis())
            .put("max", durations.max().toMillis())
            .put("censored", durations.censored());
  }
}
