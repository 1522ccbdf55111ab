package dev.unthrottle.report;

import dev.unthrottle.diagnosis.casefile.Outlook;
import org.jspecify.annotations.Nullable;

/** What the person who made the call gets to see, in one sentence. */
final class CallerSees {

  private CallerSees() {}

  static String sentence(@Nullable Outlook outlook) {
    if (outlook == null) {
      return "Unknown: too little is known about the function to simulate a call of it.";
    }
    return "After %s: %s.".formatted(Figures.duration(outlook.median()), what(outlook));
  }

  private static String what(Outlook outlook) {
    return switch (outlook.surfaces()) {
      case ANSWERED -> "the function's answer";
      case REFUSED -> "TooManyRequestsException (429), whether or not the function ran";
      case CONNECT_TIMEOUT -> "a connect timeout";
      case READ_TIMEOUT -> "a read timeout, while the function runs on";
      case ATTEMPT_TIMEOUT -> "the timeout of an attempt, while the function runs on";
      case CALL_TIMEOUT -> "the timeout of the call, while the function runs on";
      case CONNECTION_FAILED -> "a failed connection";
      case SERVER_ERROR -> "a server error (5xx)";
      case REJECTED -> "a rejection (4xx) that has nothing to do with throttling";
    };
  }
}
