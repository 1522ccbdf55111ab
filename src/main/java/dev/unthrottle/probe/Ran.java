package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;

/** Whether an attempt ran the function, as far as its outcome tells. */
enum Ran {
  /** It was answered, so it did. */
  YES,
  /** It was sent, and nobody heard how it went on. */
  PERHAPS,
  /** Lambda turned it away, or it was never sent. */
  NO;

  static Ran after(AttemptOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> YES;
      case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR -> PERHAPS;
      case REFUSED, CONNECT_TIMEOUT, REJECTED -> NO;
    };
  }
}
