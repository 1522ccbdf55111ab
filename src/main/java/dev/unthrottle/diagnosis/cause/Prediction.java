package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;

/**
 * One thing that a cause must have left behind, or can't have: in the settings, the metrics, the
 * logs…
 */
@FunctionalInterface
interface Prediction {

  /** Looks for it. */
  Trace lookFor(CaseFile file);
}
