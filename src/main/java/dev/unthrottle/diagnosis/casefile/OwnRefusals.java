package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many of the refusals that the metrics know the client's own retries can have met. Each run
 * that outlived the client may have refused as many as the simulation says of such a call, and only
 * in the periods in which that call's retries were due. It is as if all runs were of the client's
 * calls, so it is the most that they explain.
 *
 * @param explained those that they can have met
 * @param seen all that are known
 * @param expected as many as the simulation expects of calls that run the function so often
 */
public record OwnRefusals(double explained, double seen, double expected) {

  private static final double WORTH_NAMING = 0.2;
  private static final double MOST = 0.5;
  private static final double NEARLY_ALL = 0.8;

  /** How much a log's times may be off, and a request may take on its way. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Those of a case; empty where no refusal is known, or the client's calls can't be foreseen. */
  static Optional<OwnRefusals> of(CaseFile file) {
    @Nullable Duration patience = file.patience();
    @Nullable Forecast forecast = file.forecast();
    if (forecast == null || patience == null || !file.sawThrottles()) {
      return Optional.empty();
    }
    double expected =
        file.executions() * forecast.refusalsPerCall() / forecast.outlook().executionsPerCall();
    double seen = file.throttles().orElse(0L);
    return file.evidence()
        .metrics()
        .value()
        .map(metrics ->
            new OwnRefusals(explained(file, metrics, patience, expected), seen, expected));
  }

  private static double explained(
      CaseFile file, MetricEvidence metrics, Duration patience, double expected) {
    List<Invocation> outliving = file.outliving(patience);
    if (file.evidence().logs().value().isEmpty() || file.onlyTheLongestAreKnown()) {
      return Math.min(expected, file.throttles().orElse(0L));
    }
    double ofEach = expected / Math.max(1, outliving.size());
    Duration retries = file.client().retries().longestBackoffs();
    List<Instant> hungUp =
        outliving.stream().map(run -> run.start().plus(patience)).sorted().toList();
    return RefusedPeriod.of(metrics).stream()
        .mapToDouble(period -> Math.min(period.refused(), ofEach * due(hungUp, retries, period)))
        .sum();
  }

  /**
   * How many runs have retries that were due in a period.
   *
   * @param hungUp when their clients hung up, the earliest first
   * @param retries from an attempt that went unheard until the last retry, if all are refused
   */
  private static int due(List<Instant> hungUp, Duration retries, RefusedPeriod period) {
    Instant from = period.at().minus(TOLERANCE).minus(retries);
    Instant to = period.at().plus(period.length()).plus(TOLERANCE);
    return countBefore(hungUp, to) - countBefore(hungUp, from);
  }

  private static int countBefore(List<Instant> ordered, Instant time) {
    int found = Collections.binarySearch(ordered, time, (one, _) -> one.isBefore(time) ? -1 : 1);
    return -found - 1;
  }

  /** The share of the refusals that the client's own retries can have met. */
  public double share() {
    return Math.min(1, explained / seen);
  }

  /** Whether so few are known that most runs can't have been of the client's calls. */
  public boolean areFewerThanExpected() {
    return seen < WORTH_NAMING * expected;
  }

  /** Whether they explain a fifth of the refusals at least. */
  public boolean areWorthNaming() {
    return share() >= WORTH_NAMING;
  }

  /** Whether they explain half of the refusals at least. */
  public boolean areMost() {
    return share() >= MOST;
  }

  /** Whether they explain so many that nothing is left to be explained. */
  public boolean areNearlyAll() {
    return share() >= NEARLY_ALL;
  }
}
