package dev.unthrottle.aws;

import dev.unthrottle.aws.LogGroups.Group;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Gap.Kind;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a log group tells nothing, in one sentence each. */
final class LogGaps {

  private LogGaps() {}

  /**
   * There is no such group.
   *
   * @param executions how many there were in the window by the metrics, 0 where nobody knows
   */
  static Gap noGroup(String group, double executions) {
    String why =
        executions > 0
            ? "logs:FilterLogEvents found no log group %s, though the function ran %s in the"
                    .formatted(group, times(executions))
                + " window: the group was deleted, or the function's role may not write logs."
            : "logs:FilterLogEvents found no log group %s: the function hasn't run yet, or its role may not write logs."
                .formatted(group);
    return gap(Kind.NOT_FOUND, why);
  }

  /** The group passes lines on and keeps none to be looked at. */
  static Gap delivery(String group) {
    return gap(
        Kind.NOT_RECORDED,
        "The log group %s is of the class DELIVERY, which nobody can query: look where it delivers its lines to."
            .formatted(group));
  }

  /**
   * The group has no line of the function, though it ran.
   *
   * @param found the group, {@code null} where nobody could look it up
   */
  static Gap noLines(String group, double executions, @Nullable Group found, Window window) {
    return gap(
        Kind.NOT_RECORDED,
        "The log group %s has no line of the function, though it ran %s in the window: %s."
            .formatted(group, times(executions), why(found, window)));
  }

  private static String times(double executions) {
    return executions == 1 ? "once" : "%.0f times".formatted(executions);
  }

  private static String why(@Nullable Group found, Window window) {
    Integer days = found == null ? null : found.retentionDays();
    if (days != null && window.length().compareTo(Duration.ofDays(days)) > 0) {
      return "it keeps lines for %s alone, so ask for a shorter window"
          .formatted(days == 1 ? "1 day" : days + " days");
    }
    return found != null && found.storedBytes() == 0
        ? "it is empty, because the function's role may not write logs or its lines were deleted"
        : "its lines are late, or the function's role may not write logs any more";
  }

  /** All calls that a diagnosis may make were made before this group was known. */
  static Gap noCallLeft(String group) {
    return gap(
        Kind.INCOMPLETE,
        "The log group %s was not read, because this diagnosis had made all its calls before it was known: ask again, or allow lambda:GetFunction, which saves two."
            .formatted(group));
  }

  /** The calls that a diagnosis may still make are fewer than a query takes. */
  static Gap noCallLeftToQuery(String group) {
    AwsCall call = AwsCall.START_QUERY;
    return new Gap(
        Kind.INCOMPLETE,
        call.evidence(),
        call.apiCall(),
        null,
        "The log group %s was not queried, because the calls that a diagnosis may still make don't suffice: ask for a shorter window."
            .formatted(group));
  }

  private static Gap gap(Kind kind, String why) {
    AwsCall call = AwsCall.FILTER_LOG_EVENTS;
    return new Gap(kind, call.evidence(), call.apiCall(), call.action(), why);
  }
}
