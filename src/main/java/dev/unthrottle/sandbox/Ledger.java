package dev.unthrottle.sandbox;

import java.time.Instant;

/** Writes what happens to a function where AWS writes it: the log group and the metrics. */
final class Ledger {

  private final LogStore logs;
  private final MetricStore metrics;

  Ledger(LogStore logs, MetricStore metrics) {
    this.logs = logs;
    this.metrics = metrics;
  }

  /** An execution, settled from its beginning to its end. */
  void executed(Run run) {
    for (PlatformLog.Line line : PlatformLog.of(run.function()).lines(run)) {
      logs.write(run.function().logGroup(), run.environment(), line.at(), line.text());
    }
    metrics.executed(run);
  }

  /** A refusal: no environment is reached, so no line is logged. */
  void refused(String function, Instant at) {
    metrics.refused(function, at);
  }
}
