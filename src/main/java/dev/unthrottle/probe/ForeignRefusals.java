package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.simulation.Attempt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts of others were refused in the minutes of a probe: {@code Throttles − its own
 * refusals}. The metric's period is a minute, so refusals just before and after count as well.
 */
final class ForeignRefusals {

  private final Instant from;
  private final Instant lastAttempt;
  private final long ownRefusals;
  private final long ownExecutions;

  private ForeignRefusals(List<StepLog> steps) {
    List<Instant> starts =
        steps.stream()
            .flatMap(log -> log.attempts().stream().map(one -> log.origin().plus(one.start())))
            .sorted()
            .toList();
    from = starts.getFirst().truncatedTo(ChronoUnit.MINUTES);
    lastAttempt = starts.getLast().truncatedTo(ChronoUnit.MINUTES);
    ownRefusals = count(steps, AttemptOutcome.REFUSED);
    ownExecutions = count(steps, AttemptOutcome.ANSWERED);
  }

  /**
   * The count, as far as the metrics are published by now; {@code null} if they are missing or
   * don't show the probe itself yet.
   */
  static @Nullable Integer count(Ports ports, FunctionSettings settings, List<StepLog> steps) {
    if (steps.stream().allMatch(log -> log.attempts().isEmpty())) {
      return 0;
    }
    ForeignRefusals counting = new ForeignRefusals(steps);
    Instant to =
        ports.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    return ports
        .evidence()
        .metrics(settings, new Window(counting.from, to))
        .value()
        .filter(counting::showTheProbe)
        .map(counting::others)
        .orElse(null);
  }

  private boolean showTheProbe(MetricEvidence metrics) {
    return !metrics.partial().contains(Metric.THROTTLES)
        && !metrics.partial().contains(Metric.INVOCATIONS)
        && metrics.sum(Metric.THROTTLES) >= ownRefusals
        && metrics.sum(Metric.INVOCATIONS) >= ownExecutions
        && !newest(metrics).isBefore(lastAttempt);
  }

  private int others(MetricEvidence metrics) {
    return (int) (Math.round(metrics.sum(Metric.THROTTLES)) - ownRefusals);
  }

  private static Instant newest(MetricEvidence metrics) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.scope() == Metric.Scope.FUNCTION)
        .flatMap(metric -> metrics.points(metric).stream())
        .map(MetricEvidence.Point::at)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private static long count(List<StepLog> steps, AttemptOutcome outcome) {
    return steps.stream()
        .flatMap(log -> log.attempts().stream())
        .map(Attempt::outcome)
        .filter(outcome::equals)
        .count();
  }
}
