package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
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

  /**
   * How long the metrics are waited for. Lambda sends them every minute; they usually show a minute
   * or two later, and CloudWatch promises no time.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html">CloudWatch
   *     metrics with Lambda</a>, checked 2026-11-23
   */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

  /** GetMetricData is billed by the metric, so it isn't asked more often. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

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
   * The count, as far as the metrics are published within {@code patience}, if there is so much
   * time; {@code null} if they are missing or don't show the probe itself by then.
   */
  static @Nullable Integer count(
      Ports ports, FunctionSettings settings, List<StepLog> steps, Duration patience)
      throws InterruptedException {
    if (steps.stream().allMatch(log -> log.attempts().isEmpty())) {
      return 0;
    }
    ForeignRefusals counting = new ForeignRefusals(steps);
    Instant until = ports.deadline().orSooner(ports.clock().instant().plus(patience));
    @Nullable Integer others = counting.published(ports, settings);
    while (others == null && ports.clock().instant().isBefore(until)) {
      Duration left = Duration.between(ports.clock().instant(), until);
      ports.listener().waiting("the metrics that tell whether others were refused", left);
      ports.pause().sleep(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
      others = counting.published(ports, settings);
    }
    return others;
  }

  /** That the metrics of a probe weren't there when it ended, and when they will be. */
  static Gap unpublished(List<StepRecord> steps) {
    Instant last =
        steps.stream()
            .flatMap(step ->
                step.timeline().attempts().stream().map(it -> step.origin().plus(it.start())))
            .max(Comparator.naturalOrder())
            .orElseGet(() -> steps.getLast().origin());
    Instant published =
        last.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).plus(LONGEST_WAIT);
    return new Gap(
        Gap.Kind.INCOMPLETE,
        "whether others were refused during the probe",
        "cloudwatch:GetMetricData",
        null,
        "The metrics of its last minute weren't published when it ended. From %s on they can be read."
            .formatted(published));
  }

  private @Nullable Integer published(Ports ports, FunctionSettings settings) {
    Instant to =
        ports.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    return ports
        .evidence()
        .metrics(settings, new Window(from, to))
        .value()
        .filter(this::showTheProbe)
        .map(this::others)
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
