package dev.unthrottle.client;

import java.util.Locale;

/** How one attempt of a call ended, as its client saw it. */
public enum AttemptOutcome {
  /** Lambda answered 2xx. The function itself may have failed; no AWS client retries that. */
  ANSWERED,
  /** Lambda answered 429. */
  REFUSED,
  /** No connection within the connect timeout. The request never left. */
  CONNECT_TIMEOUT,
  /** No answer within the read timeout. The client hung up; the function may run on. */
  READ_TIMEOUT,
  /** The client's limit for one attempt passed. The client hung up; the function may run on. */
  ATTEMPT_TIMEOUT,
  /** The client's limit for the whole call passed. The client hung up; the function may run on. */
  CALL_TIMEOUT,
  /** The connection was refused, reset or closed before an answer. */
  CONNECTION_FAILED,
  /** A 5xx answer. */
  SERVER_ERROR,
  /** A 4xx answer other than 429, which no client retries. */
  REJECTED;

  /** Whether the client stopped listening while the function may still have been running. */
  public boolean hungUp() {
    return switch (this) {
      case READ_TIMEOUT, ATTEMPT_TIMEOUT, CALL_TIMEOUT -> true;
      case ANSWERED, REFUSED, CONNECT_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED -> false;
    };
  }

  /** The name in the JSON answer: {@code read-timeout} for {@link #READ_TIMEOUT}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
