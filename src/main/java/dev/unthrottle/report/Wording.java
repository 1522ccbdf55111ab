package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.evidence.Source;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The phrases that the reports for human beings share. */
final class Wording {

  private Wording() {}

  /** {@code answered after 6 s; runs 1 × per call, at most 1; refused 0 %, run twice 0 %}. */
  static String outlook(Outlook outlook) {
    return "%s after %s; runs %s × per call, at most %d; refused %s, run twice %s"
        .formatted(
            ends(outlook.surfaces()),
            Figures.duration(outlook.median()),
            Figures.decimal(outlook.executionsPerCall(), 2),
            outlook.mostExecutionsPerCall(),
            Figures.percent(outlook.throttleProbability()),
            Figures.percent(outlook.duplicateProbability()));
  }

  /** How a call or an attempt ends, in a word or two. */
  static String ends(AttemptOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> "answered";
      case REFUSED -> "refused with 429";
      case CONNECT_TIMEOUT -> "connect timeout";
      case READ_TIMEOUT -> "read timeout";
      case ATTEMPT_TIMEOUT -> "attempt timeout";
      case CALL_TIMEOUT -> "call timeout";
      case CONNECTION_FAILED -> "connection failed";
      case SERVER_ERROR -> "server error";
      case REJECTED -> "rejected";
    };
  }

  /** Where a timeline comes from. */
  static String seenBy(Source source) {
    return switch (source) {
      case PROBE -> "as the probe saw it";
      case SIMULATION -> "as simulated";
      case LOGS -> "as the logs tell it";
      case METRICS, SETTINGS, ERROR -> "as concluded";
    };
  }

  static String orForEver(@Nullable Duration duration) {
    return duration == null ? "for ever" : Figures.duration(duration);
  }
}
