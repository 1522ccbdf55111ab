package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A period of the metrics in which attempts were refused, and how full everything was in it.
 *
 * @param at its beginning
 * @param length how long it is
 * @param refused how many attempts
 * @param began how many executions began
 * @param heldSeconds how long they held their slots together; by their median where their sum is
 *     missing
 * @param peak the most slots of the function in use
 * @param peakBefore the most in use in the period before; empty where nothing ran then
 * @param claimed the most of the account's concurrency that was taken
 * @param unreservedInUse the most slots in use of the pool without reservations
 */
public record RefusedPeriod(
    Instant at,
    Duration length,
    double refused,
    double began,
    double heldSeconds,
    OptionalDouble peak,
    OptionalDouble peakBefore,
    OptionalDouble claimed,
    OptionalDouble unreservedInUse) {

  /** All of them, in the order of their times. */
  public static List<RefusedPeriod> of(MetricEvidence metrics) {
    Map<Instant, Double> began = byTime(metrics, Metric.INVOCATIONS);
    Map<Instant, Double> held = byTime(metrics, Metric.DURATION_SUM);
    Map<Instant, Double> median = byTime(metrics, Metric.DURATION_P50);
    Map<Instant, Double> peak = byTime(metrics, Metric.CONCURRENT_EXECUTIONS);
    Map<Instant, Double> claimed = byTime(metrics, Metric.CLAIMED_ACCOUNT_CONCURRENCY);
    Map<Instant, Double> unreserved = byTime(metrics, Metric.UNRESERVED_CONCURRENT_EXECUTIONS);
    Duration length = metrics.period();
    return metrics.points(Metric.THROTTLES).stream()
        .filter(point -> point.value() > 0)
        .map(point ->
            new RefusedPeriod(
                point.at(),
                length,
                point.value(),
                began.getOrDefault(point.at(), 0.0),
                held.getOrDefault(
                        point.at(),
                        began.getOrDefault(point.at(), 0.0) * median.getOrDefault(point.at(), 0.0))
                    / 1000,
                at(peak, point.at()),
                at(peak, point.at().minus(length)),
                at(claimed, point.at()),
                at(unreserved, point.at())))
        .toList();
  }

  private static Map<Instant, Double> byTime(MetricEvidence metrics, Metric metric) {
    Map<Instant, Double> values = new HashMap<>();
    metrics.points(metric).forEach(point -> values.put(point.at(), point.value()));
    return values;
  }

  private static OptionalDouble at(Map<Instant, Double> values, Instant time) {
    Double value = values.get(time);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Whether it was then. */
  public boolean covers(Instant time) {
    return !time.isBefore(at) && time.isBefore(at.plus(length));
  }

  /** Whether every one of so many slots of the function was in use at once. */
  public boolean fills(int slots) {
    return peak.orElse(0) >= slots;
  }

  /** Whether so many slots of the function's own certainly were not all in use by it. */
  public boolean leavesFree(int slots) {
    return peak.isPresent() && peak.getAsDouble() < slots;
  }

  /**
   * Whether some of so many slots that functions share stayed free, as far as is known of others.
   */
  public boolean leavesFreeOfThePool(int slots) {
    return unreservedInUse.isPresent() ? unreservedInUse.getAsDouble() < slots : leavesFree(slots);
  }

  /** How many more slots were in use than in the period before. */
  public double rise() {
    return peak.orElse(0) - peakBefore.orElse(0);
  }

  /** Whether so much of the account's concurrency was taken. */
  public boolean claims(int quota) {
    return claimed.orElse(0) >= quota;
  }
}
