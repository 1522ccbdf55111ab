package dev.unthrottle.app;

import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the plan of a probe and its first invocation: refuses one that its asker can't
 * await, tells the course of the diagnosis, and then whoever else listens.
 */
final class Announcement implements ProbeListener {

  /** Kept free for writing the answer. */
  static final Duration RESERVE = Duration.ofSeconds(2);

  /**
   * Who has no more than the 30 s of an API Gateway refuses a probe that is expected to take
   * longer, since others have more. Who has more begins it, does what fits, and tells what still
   * runs.
   */
  private static final Duration GATEWAY = Duration.ofSeconds(30);

  private final Course course;
  private final ProbeListener listener;

  Announcement(Course course, ProbeListener listener) {
    this.course = course;
    this.listener = listener;
  }

  /** A probe that an earlier run has begun is neither refused nor announced again. */
  @Override
  public void planned(ProbePlan plan) {
    if (!course.journal().earlier().began()) {
      requireTime(plan, course.timeLeft());
      course.planned(plan);
    }
    listener.planned(plan);
  }

  private static void requireTime(ProbePlan plan, @Nullable Duration timeLeft) {
    Duration needed = plan.expected().orElse(plan.longest()).plus(RESERVE);
    if (timeLeft != null && timeLeft.compareTo(GATEWAY) <= 0 && needed.compareTo(timeLeft) > 0) {
      throw new ProblemException(
          Problem.of(
              Kind.PROBE_TOO_LONG,
              ("This probe can take %d s, and %d s are left. Nothing was invoked. Run it with the"
                      + " direct handler, which has up to 15 minutes, or with the command line,"
                      + " which has no limit; or ask for a plan that takes less. An API that has a table"
                      + " (UNTHROTTLE_TABLE) answers 202 and goes on, for up to 15 minutes.")
                  .formatted(needed.toSeconds(), Math.max(0, timeLeft.toSeconds()))));
    }
  }

  @Override
  public void attemptBegins(ProbeStep step, int call, int number, Duration atMost) {
    listener.attemptBegins(step, call, number, atMost);
  }

  @Override
  public void attemptEnded(ProbeStep step, Attempt attempt) {
    listener.attemptEnded(step, attempt);
  }

  @Override
  public void waiting(String what, Duration atMost) {
    listener.waiting(what, atMost);
  }
}
