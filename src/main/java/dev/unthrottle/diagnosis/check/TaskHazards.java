package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.SlotLife;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be wrong with a state of a workflow that waits for a function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html">Handle
 *     Lambda service exceptions</a>, checked 2026-11-23
 */
final class TaskHazards {

  private static final String RETRIER =
      """
      "Retry": [{
        "ErrorEquals": ["Lambda.TooManyRequestsException", "Lambda.ServiceException"],
        "IntervalSeconds": 2, "MaxAttempts": 6, "BackoffRate": 2, "JitterStrategy": "FULL"
      }]\
      """;

  private TaskHazards() {}

  static Optional<Clue> timeoutBelowFunctionTimeout(Setup.Task task) {
    Duration timeout = task.function().timeout();
    Duration limit = task.timeout();
    return timeout != null && limit != null && limit.compareTo(timeout) < 0
        ? Optional.of(
            new Clue(
                "%s gives up after %s, and %s may run for %s."
                    .formatted(
                        task.state(), Phrase.of(limit), task.function().name(), Phrase.of(timeout)),
                "A run that takes longer than %s goes on unheard and keeps its slot for up to %s%s."
                    .formatted(
                        Phrase.of(limit), Phrase.of(timeout.minus(limit)), consequence(task)),
                "Let the state wait longer than the function can run, cold start included, or lower the function's timeout.",
                snippet(timeout, limit)))
        : Optional.empty();
  }

  private static String consequence(Setup.Task task) {
    Integer reserved = task.function().reserved();
    if (!task.retriesTimeout()) {
      return "";
    }
    return reserved != null && reserved == 1
        ? "; the state is tried again, and refused by the slot that its own first run still holds"
        : "; the state is tried again, which starts another run beside the first";
  }

  /** An express workflow's own end can't be put off, so there the function has to end sooner. */
  private static String snippet(Duration timeout, Duration limit) {
    return limit.equals(Setup.Task.LONGEST_EXPRESS)
        ? "Timeout: " + limit.minus(SlotLife.INIT_LIMIT).toSeconds()
        : "\"TimeoutSeconds\": " + (SlotLife.longestRun(timeout).toSeconds() + 1);
  }

  static Optional<Clue> withoutRetryOfRefusal(Setup.Task task) {
    return task.retriesRefusal()
        ? Optional.empty()
        : Optional.of(
            new Clue(
                "%s isn't tried again when Lambda refuses to run %s."
                    .formatted(task.state(), task.function().name()),
                "Step Functions tries a state once unless a Retry says otherwise; it meets a 429 as Lambda.TooManyRequestsException.",
                "Retry what Lambda refuses: nothing has run then, so it does no harm.",
                RETRIER));
  }
}
