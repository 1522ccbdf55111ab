package dev.unthrottle.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a function runs, as a request says it: always the same, or log-normal by two
 * percentiles.
 *
 * @param p50 the median
 * @param p99 the 99th percentile, equal to the median if it always takes the same time
 */
record RunTime(Duration p50, Duration p99) {

  static final List<String> FIELDS = List.of("p50", "p99");

  /** The standard normal's 99th percentile. */
  private static final double Z99 = 2.3263478740408408;

  /** The standard normal's 99.9th percentile. */
  private static final double Z999 = 3.090232306167813;

  /** The {@code duration} of a request; {@code null} if there is none, or a finding about it. */
  static @Nullable RunTime read(Fields request, Findings findings) {
    if (!(request.node("duration") instanceof ObjectNode)) {
      Duration always = request.duration("duration", FunctionModel.LONGEST_TIMEOUT);
      return always == null ? null : new RunTime(always, always);
    }
    Fields fields =
        request
            .object("duration", FIELDS)
            .require("p50", "How long does half of the executions take at most?")
            .require("p99", "How long do 99 % of the executions take at most?");
    Duration p50 = fields.duration("p50", FunctionModel.LONGEST_TIMEOUT);
    Duration p99 = fields.duration("p99", FunctionModel.LONGEST_TIMEOUT);
    if (p50 == null || p99 == null) {
      return null;
    }
    if (p99.compareTo(p50) < 0) {
      findings.add(fields.at("p99"), "The 99th percentile is no shorter than the median.");
      return null;
    }
    return new RunTime(p50, p99);
  }

  Durations durations() {
    return p50.equals(p99) ? Durations.fixed(p50) : Durations.logNormal(p50, p99);
  }

  /** The mean: {@code p50 × exp(σ² / 2)}, where {@code σ = ln(p99 / p50) / 2.3263}. */
  double meanSeconds() {
    return p50.toNanos() / 1e9 * Math.exp(sigma() * sigma() / 2);
  }

  /** The 99.9th percentile: {@code p50 × exp(3.0902 σ)}. */
  Duration p999() {
    return Duration.ofNanos((long) (p50.toNanos() * Math.exp(Z999 * sigma())));
  }

  private double sigma() {
    return Math.log((double) p99.toNanos() / p50.toNanos()) / Z99;
  }
}
