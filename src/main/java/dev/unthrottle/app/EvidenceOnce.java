package dev.unthrottle.app;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import org.jspecify.annotations.Nullable;

/** Gathers once, so that planning a probe before making it asks AWS nothing twice. */
final class EvidenceOnce implements EvidenceSource {

  private final EvidenceSource source;
  private @Nullable Evidence gathered;

  EvidenceOnce(EvidenceSource source) {
    this.source = source;
  }

  @Override
  public synchronized Evidence gather(FunctionRef function, Window window) {
    Evidence evidence = gathered;
    if (evidence == null) {
      evidence = source.gather(function, window);
      gathered = evidence;
    }
    return evidence;
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings function, Window window) {
    return source.logs(function, window);
  }

  @Override
  public Observation<MetricEvidence> metrics(FunctionSettings function, Window window) {
    return source.metrics(function, window);
  }

  @Override
  public int callsMade() {
    return source.callsMade();
  }
}
