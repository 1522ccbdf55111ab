package dev.unthrottle.report;

import dev.unthrottle.evidence.ConcurrencyProfile;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many slots were in use, and how many attempts were refused, stretch by stretch of a window.
 *
 * @param window the window
 * @param each the length of a stretch; the last may be cut off by the window's end
 * @param inUse the most slots in use in each
 * @param refused the attempts refused in each; empty where only logs tell, which don't show them
 * @param measured whether metrics tell it; else logs do
 */
record SlotUse(
    Window window, Duration each, List<Double> inUse, List<Double> refused, boolean measured) {

  private static final int MOST = 120;

  /** What a run without an end may have taken where the function's timeout isn't known. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /** What the metrics tell, or else the logs; empty where neither tells anything. */
  static Optional<SlotUse> of(Evidence evidence) {
    return evidence
        .metrics()
        .value()
        .filter(it -> !points(it).isEmpty() || it.sum(Metric.THROTTLES) > 0)
        .map(SlotUse::measured)
        .or(() -> logged(evidence));
  }

  private static List<MetricEvidence.Point> points(MetricEvidence metrics) {
    return metrics.points(Metric.CONCURRENT_EXECUTIONS);
  }

  private static SlotUse measured(MetricEvidence metrics) {
    Window window = metrics.window();
    double[] inUse = new double[stretches(window)];
    points(metrics).forEach(it -> most(inUse, window, it.at(), it.value()));
    double[] refused = new double[inUse.length];
    for (MetricEvidence.Point point : metrics.points(Metric.THROTTLES)) {
      refused[index(window, point.at())] += point.value();
    }
    return of(window, inUse, refused, true);
  }

  private static Optional<SlotUse> logged(Evidence evidence) {
    List<Invocation> runs = evidence.invocations();
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    Window window = evidence.window();
    Duration timeout =
        evidence.settings().value().map(FunctionSettings::timeout).orElse(LONGEST_TIMEOUT);
    double[] inUse = new double[stretches(window)];
    ConcurrencyProfile.of(runs, timeout, evidence.at())
        .steps()
        .forEach(step -> most(inUse, window, step.at(), step.inUse()));
    return Optional.of(of(window, inUse, new double[0], false));
  }

  private static SlotUse of(Window window, double[] inUse, double[] refused, boolean measured) {
    return new SlotUse(
        window,
        each(window),
        Arrays.stream(inUse).boxed().toList(),
        Arrays.stream(refused).boxed().toList(),
        measured);
  }

  private static Duration each(Window window) {
    return LENGTHS.stream()
        .filter(length -> window.length().dividedBy(length) < MOST)
        .findFirst()
        .orElse(window.length());
  }

  private static int stretches(Window window) {
    return (int) Math.ceilDiv(window.length().toNanos(), each(window).toNanos());
  }

  private static void most(double[] inUse, Window window, Instant at, double slots) {
    int index = index(window, at);
    inUse[index] = Math.max(inUse[index], slots);
  }

  /** The stretch of a time; what lies outside the window counts at its end. */
  private static int index(Window window, Instant at) {
    long index = Duration.between(window.from(), at).dividedBy(each(window));
    return Math.clamp(index, 0, stretches(window) - 1);
  }

  double mostInUse() {
    return most(inUse);
  }

  double mostRefused() {
    return most(refused);
  }

  double allRefused() {
    return refused.stream().mapToDouble(it -> it).sum();
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(it -> it).max().orElse(0);
  }
}
