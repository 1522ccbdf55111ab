package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import java.util.Locale;

/** What a picture has a sign for: each differs from the others by more than its colour. */
enum Sign {
  ANSWERED("answered"),
  REFUSED("refused with 429"),
  HUNG_UP("the client hangs up"),
  FAILED("failed otherwise"),
  GHOST("runs on, and nobody listens"),
  DUPLICATE("a duplicate run");

  private final String words;

  Sign(String words) {
    this.words = words;
  }

  static Sign of(AttemptOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> ANSWERED;
      case REFUSED -> REFUSED;
      case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT -> HUNG_UP;
      case CONNECT_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED -> FAILED;
    };
  }

  /** What it means. */
  String words() {
    return words;
  }

  /** Its CSS class. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
