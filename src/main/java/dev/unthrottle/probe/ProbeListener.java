package dev.unthrottle.probe;

import dev.unthrottle.simulation.Attempt;
import java.time.Duration;

/** Hears what a probe does, as it does it. */
public interface ProbeListener {

  /** Hears nothing. */
  ProbeListener SILENT =
      new ProbeListener() {
        @Override
        public void planned(ProbePlan plan) {}

        @Override
        public void attemptEnded(ProbeStep step, Attempt attempt) {}

        @Override
        public void waiting(String what, Duration atMost) {}
      };

  /** The plan is permitted, and nothing has been done yet. */
  void planned(ProbePlan plan);

  /**
   * An attempt is about to be made.
   *
   * @param call the call of the step that it belongs to, from 1
   * @param number its number within the call, from 1
   * @param atMost the longest that it can take
   */
  default void attemptBegins(ProbeStep step, int call, int number, Duration atMost) {}

  /** An attempt has ended. */
  void attemptEnded(ProbeStep step, Attempt attempt);

  /**
   * The probe waits; it says so again whenever it looks.
   *
   * @param what for what, such as {@code 1 execution to end}
   * @param atMost how much longer, if it doesn't come to pass
   */
  void waiting(String what, Duration atMost);
}
