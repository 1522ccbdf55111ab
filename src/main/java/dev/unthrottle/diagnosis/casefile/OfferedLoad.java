package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What callers want of a function: how often they call, and how long each execution holds a slot.
 * Executions that the client's retries caused are taken out, because the recommended settings cause
 * none.
 *
 * @param callsPerSecond calls a second
 * @param heldSeconds how long an execution holds its slot on average, in seconds
 */
public record OfferedLoad(double callsPerSecond, double heldSeconds) {

  /**
   * The load of a case: that of the crowd which fills the slots, if there is one, else that of the
   * window; empty where nothing is known to run.
   */
  public static Optional<OfferedLoad> of(CaseFile file) {
    return file.crowd()
        .map(crowd -> new OfferedLoad(crowd.callsPerSecond(), crowd.meanHeldSeconds()))
        .or(() -> ofWindow(file))
        .filter(load -> load.erlangs() > 0);
  }

  private static Optional<OfferedLoad> ofWindow(CaseFile file) {
    double perCall =
        file.forecast() == null ? 1 : Math.max(1, file.forecast().outlook().executionsPerCall());
    double perSecond = file.executions() / perCall / file.evidence().window().length().toSeconds();
    return meanHeldSeconds(file).map(seconds -> new OfferedLoad(perSecond, seconds));
  }

  /** Where the logs show the longest executions alone, their mean isn't that of all. */
  private static Optional<Double> meanHeldSeconds(CaseFile file) {
    LogEvidence logs = file.evidence().logs().value().orElse(null);
    if (logs != null && logs.query() instanceof LogQuery.Answered) {
      return logs.durations().map(all -> all.mean().toNanos() / 1e9);
    }
    OptionalDouble mean =
        file.invocations().stream()
            .flatMap(run -> CaseFile.held(run).stream())
            .mapToDouble(held -> held.toNanos() / 1e9)
            .average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  /** Slots in use on average if none were ever missing. */
  public double erlangs() {
    return callsPerSecond * heldSeconds;
  }
}
