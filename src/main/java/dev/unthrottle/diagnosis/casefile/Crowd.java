package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.MetricEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
public record Crowd(
    int periods, int stretches, double runs, double refusals, double seconds, double busySlots) {

  /** The crowd of a window; empty where no attempt was refused. */
  public static Optional<Crowd> in(MetricEvidence metrics) {
    List<RefusedPeriod> periods = RefusedPeriod.of(metrics);
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    double seconds = periods.size() * (double) metrics.period().toSeconds();
    return Optional.of(
        new Crowd(
            periods.size(),
            stretches(periods),
            sum(periods, RefusedPeriod::began),
            sum(periods, RefusedPeriod::refused),
            seconds,
            sum(periods, RefusedPeriod::heldSeconds) / seconds));
  }

  /** A stretch begins with a period after one without refusals. */
  private static int stretches(List<RefusedPeriod> periods) {
    Set<Instant> times = periods.stream().map(RefusedPeriod::at).collect(Collectors.toSet());
    return (int)
        periods.stream()
            .filter(period -> !times.contains(period.at().minus(period.length())))
            .count();
  }

  private static double sum(List<RefusedPeriod> periods, ToDoubleFunction<RefusedPeriod> figure) {
    return periods.stream().mapToDouble(figure).sum();
  }

  /**
   * Whether strangers can have filled so many slots: in an average stretch at least three
   * executions came for each slot, and at least half of the slots' time was in use. A single caller
   * that collides with itself fills its slots once.
   */
  public boolean fills(int slots) {
    return runs / stretches >= 3.0 * slots && busySlots >= slots / 2.0;
  }

  /**
   * How many calls came a second, each refusal taken for a call of its own: what retried is counted
   * too often.
   */
  public double callsPerSecond() {
    return (runs + refusals) / seconds;
  }

  /** How many executions began a second. */
  public double runsPerSecond() {
    return runs / seconds;
  }

  /** How long an execution held its slot on average, in seconds. */
  public double meanHeldSeconds() {
    return busySlots * seconds / Math.max(1, runs);
  }
}
