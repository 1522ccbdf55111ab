package dev.unthrottle.probe;

import dev.unthrottle.simulation.Attempt;

/** Hears what a probe does, as it does it. */
public interface ProbeListener {

  /** Hears nothing. */
  ProbeListener SILENT =
      new ProbeListener() {
        @Override
        public void attemptEnded(ProbeStep step, Attempt attempt) {}

        @Override
        public void waiting(String what) {}
      };

  /** An attempt has ended. */
  void attemptEnded(ProbeStep step, Attempt attempt);

  /** The probe waits: for a slot to be free, for a log line to appear. */
  void waiting(String what);
}
