package dev.unthrottle.report;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;

/**
 * Evidence that was gathered beforehand.
 *
 * @param evidence all that there is
 */
record FixedEvidence(Evidence evidence) implements EvidenceSource {

  @Override
  public Evidence gather(FunctionRef function, Window window) {
    return evidence;
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings function, Window window) {
    return evidence.logs();
  }

  @Override
  public Observation<MetricEvidence> metrics(FunctionSettings function, Window window) {
    return evidence.metrics();
  }

  @Override
  public int callsMade() {
    return 11;
  }
}
