package dev.unthrottle.sandbox;

import java.time.Duration;
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
    FunctionSpec function = run.function();
    String group = function.logGroup();
    for (PlatformLog.Line line : PlatformLog.of(function).lines(run)) {
      logs.write(group, function.logStream(run.environment()), line.at(), line.text());
      metrics.logged(group, line.at(), LogsInput.size(line.text()));
    }
    metrics.executed(run);
  }

  /** An asynchronous event was accepted. */
  void asyncReceived(String function, Instant at) {
    metrics.asyncReceived(function, at);
  }

  /** An asynchronous event is being executed, so long after it was accepted. */
  void asyncStarted(String function, Instant at, Duration age) {
    metrics.asyncStarted(function, at, age);
  }

  /** An asynchronous event was given up. */
  void asyncDropped(String function, Instant at) {
    metrics.asyncDropped(function, at);
  }

  /** A refusal: no environment is reached, so no line is logged. */
  void refused(String function, Instant at) {
    metrics.refused(function, at);
  }
}
