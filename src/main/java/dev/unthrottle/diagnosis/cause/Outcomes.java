package dev.unthrottle.diagnosis.cause;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.joining;

import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.util.List;
import java.util.stream.Stream;

/** A probe's timeline, told as reasons. */
final class Outcomes {

  private Outcomes() {}

  /** {@code attempt 1 read-timeout, attempt 2 refused}. */
  static String of(Timeline timeline) {
    return timeline.attempts().stream()
        .map(attempt -> "attempt %d %s".formatted(attempt.number(), attempt.outcome().id()))
        .collect(joining(", "));
  }

  /** One reason for each attempt and each execution, in the order of their times. */
  static List<Reason> reasons(StepRecord record) {
    return Stream.concat(
            record.timeline().attempts().stream().map(attempt -> reason(record, attempt)),
            record.timeline().executions().stream().map(execution -> reason(record, execution)))
        .sorted(comparing(Reason::at, nullsLast(naturalOrder())))
        .toList();
  }

  /** A refusal that the probe met, without its time. */
  static Reason refusal(Attempt refused) {
    return new Reason(
        refused.reason() == null
            ? "An attempt of the probe was refused."
            : "An attempt of the probe was refused: %s.".formatted(refused.reason()),
        Source.PROBE,
        null,
        refused.requestId());
  }

  private static Reason reason(StepRecord record, Attempt attempt) {
    String ended =
        switch (attempt.outcome()) {
          case ANSWERED -> "was answered";
          case REFUSED ->
              attempt.reason() == null ? "was refused" : "was refused: " + attempt.reason();
          case READ_TIMEOUT -> "hit the read timeout, and the client hung up";
          case ATTEMPT_TIMEOUT -> "hit the limit for an attempt, and the client hung up";
          case CALL_TIMEOUT -> "hit the limit for the call, and the client hung up";
          case CONNECT_TIMEOUT -> "found no connection in time";
          case CONNECTION_FAILED -> "lost its connection";
          case SERVER_ERROR -> "was answered with a server error";
          case REJECTED -> "was rejected";
        };
    return new Reason(
        "Attempt %d %s after %s.".formatted(attempt.number(), ended, Phrase.of(attempt.length())),
        Source.PROBE,
        record.origin().plus(attempt.start()),
        attempt.requestId());
  }

  private static Reason reason(StepRecord record, Execution execution) {
    String ended =
        switch (execution.result()) {
          case SUCCEEDED -> "succeeded";
          case FAILED -> "failed";
          case TIMED_OUT -> "was cut off by the function's timeout";
          case RUNNING -> "was still running when the logs were read";
        };
    return new Reason(
        "The logs show the execution that attempt %d started: it held its slot for %s and %s."
            .formatted(execution.attempt(), Phrase.of(execution.length()), ended),
        Source.LOGS,
        record.origin().plus(execution.start()),
        execution.requestId());
  }
}
