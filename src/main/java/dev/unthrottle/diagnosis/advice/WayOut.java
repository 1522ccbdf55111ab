package dev.unthrottle.diagnosis.advice;

import java.util.Locale;

/**
 * What to do where no settings of a synchronous call can be right.
 *
 * @param kind how the function is called then
 * @param because why no setting will do, and why this will
 * @param snippet it, ready to paste
 */
public record WayOut(Kind kind, String because, String snippet) {

  /** How a function can be called so that nobody has to wait on one silent connection. */
  public enum Kind {
    /** Lambda queues the event, answers at once, and runs the function when it can. */
    ASYNCHRONOUS,
    /** A workflow calls the function, and waits without anything of one's own that runs. */
    STEP_FUNCTIONS,
    /** The answer comes in pieces, so that the connection is never silent for long. */
    STREAMING,
    /** Calls wait in an SQS queue for a free slot. */
    QUEUE;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
