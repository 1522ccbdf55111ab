package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.RequestTime;
import dev.unthrottle.probe.RequestTime.Start;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measurements as JSON; what wasn't measured is {@code null}, not zero. */
final class JsonMeasurements {

  private JsonMeasurements() {}

  static ObjectNode of(Measurements measurements) {
    ObjectNode node = instance.objectNode();
    node.set("connectMs", fine(present(measurements.connections(), ConnectTime::tcp)));
    node.set("tlsMs", fine(present(measurements.connections(), ConnectTime::tls)));
    node.set("establishedMs", fine(measurements.established()));
    node.set("firstByteMs", split(measurements.requests(), RequestTime::firstByte));
    node.set("requestMs", split(measurements.requests(), RequestTime::total));
    node.set("durationMs", durations(measurements.durations()));
    return node;
  }

  private static <T> List<Duration> present(
      List<T> measured, Function<T, @Nullable Duration> part) {
    return measured.stream().flatMap(one -> Stream.ofNullable(part.apply(one))).toList();
  }

  /** Connecting takes a few milliseconds, so one digit after the point tells something. */
  private static @Nullable ObjectNode fine(List<Duration> times) {
    return times.isEmpty()
        ? null
        : instance
            .objectNode()
            .put("count", times.size())
            .put("mean", tenths(Figures.meanMillis(times)))
            .put("max", tenths(Figures.longestMillis(times)));
  }

  private static double tenths(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  /** All of them, and those that are known to have found a cold or a warm function. */
  private static @Nullable ObjectNode split(
      List<RequestTime> requests, Function<RequestTime, @Nullable Duration> part) {
    ObjectNode node = whole(present(requests, part));
    if (node != null) {
      node.set("cold", whole(present(begun(requests, Start.COLD), part)));
      node.set("warm", whole(present(begun(requests, Start.WARM), part)));
    }
    return node;
  }

  private static List<RequestTime> begun(List<RequestTime> requests, Start start) {
    return requests.stream().filter(request -> request.start() == start).toList();
  }

  private static @Nullable ObjectNode whole(List<Duration> times) {
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
