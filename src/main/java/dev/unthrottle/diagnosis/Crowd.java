package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happened in the periods in which attempts were refused: whether so many executions came and
 * went that strangers took the slots from each other, and at which rate they called.
 *
 * @param periods how many such periods there were
 * @param stretches how many unbroken stretches they form
 * @param runs executions that began in them
 * @param refusals attempts that were refused in them
 * @param seconds their length together
 * @param busySlots slots in use on average, from the executions and their median duration
 */
record Crowd(
    int periods, int stretches, double runs, double refusals, double seconds, double busySlots) {

  /** The crowd of a window; empty where no attempt was refused. */
  static Optional<Crowd> in(MetricEvidence metrics) {
    Map<Instant, Double> refused = byTime(metrics, Metric.THROTTLES);
    refused.values().removeIf(count -> count == 0);
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    Map<Instant, Double> began = byTime(metrics, Metric.INVOCATIONS);
    Map<Instant, Double> median = byTime(metrics, Metric.DURATION_P50);
    double runs = 0;
    double heldSeconds = 0;
    int stretches = 0;
    for (Instant period : refused.keySet()) {
      double here = began.getOrDefault(period, 0.0);
      runs += here;
      heldSeconds += here * median.getOrDefault(period, 0.0) / 1000;
      stretches += refused.containsKey(period.minus(metrics.period())) ? 0 : 1;
    }
    double seconds = refused.size() * (double) metrics.period().toSeconds();
    return Optional.of(
        new Crowd(
            refused.size(),
            stretches,
            runs,
            refused.values().stream().mapToDouble(Double::doubleValue).sum(),
            seconds,
            heldSeconds / seconds));
  }

  private static Map<Instant, Double> byTime(MetricEvidence metrics, Metric metric) {
    Map<Instant, Double> values = new TreeMap<>();
    metrics.points(metric).forEach(point -> values.put(point.at(), point.value()));
    return values;
  }

  /**
   * Whether strangers can have filled so many slots: in an average stretch at least three
   * executions came for each slot, and at least half of the slots' time was in use. A single caller
   * that collides with itself fills its slots once.
   */
  boolean fills(int slots) {
    return runs / stretches >= 3.0 * slots && busySlots >= slots / 2.0;
  }

  /**
   * How many calls came a second, each refusal taken for a call of its own: what retried is counted
   * too often.
   */
  double callsPerSecond() {
    return (runs + refusals) / seconds;
  }

  /** How many executions began a second. */
  double runsPerSecond() {
    return runs / seconds;
  }

  /** How long an execution held its slot on average, in seconds. */
  double meanHeldSeconds() {
    return busySlots * seconds / Math.max(1, runs);
  }
}
