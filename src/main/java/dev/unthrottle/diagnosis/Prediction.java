package dev.unthrottle.diagnosis;

/**
 * One thing that a cause must have left behind, or can't have: in the settings, the metrics, the
 * logs…
 */
@FunctionalInterface
interface Prediction {

  /** Looks for it. */
  Trace lookFor(CaseFile file);
}
