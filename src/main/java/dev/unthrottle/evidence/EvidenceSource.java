package dev.unthrottle.evidence;

/**
 * Where evidence comes from: AWS, or what was exported from it. Safe for use by several threads.
 */
public interface EvidenceSource {

  /**
   * Looks for everything about {@code function}. What can't be had is a {@link Gap} in the answer,
   * never an exception.
   */
  Evidence gather(FunctionRef function, Window window);

  /** Reads the logs of one window again, as a probe does that waits for its own lines. */
  Observation<LogEvidence> logs(FunctionSettings function, Window window);

  /** Reads the metrics of one window again. */
  Observation<MetricEvidence> metrics(FunctionSettings function, Window window);

  /** How many calls to AWS this source has made. */
  int callsMade();
}
