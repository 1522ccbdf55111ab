package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionRef;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends single attempts to a function, without any retry of its own. Safe for use by several
 * threads.
 */
public interface Invoker {

  /** Makes one synchronous attempt and reports how it ended, whatever that is. */
  AttemptReport invoke(SingleAttempt attempt);

  /**
   * Establishes a connection to the function's endpoint, closes it and returns how long that took.
   *
   * @throws IOException if there is no connection within {@code limit}
   */
  ConnectTime connect(Duration limit) throws IOException;

  /**
   * One attempt to make.
   *
   * @param function what to invoke
   * @param payload the event, JSON
   * @param connectTimeout {@code null} to wait for ever
   * @param readTimeout {@code null} to wait for ever
   */
  record SingleAttempt(
      FunctionRef function,
      String payload,
      @Nullable Duration connectTimeout,
      @Nullable Duration readTimeout) {

    /** Leaves the payload out: it may hold anybody's data. */
    @Override
    public String toString() {
      return "SingleAttempt[function=%s, connectTimeout=%s, readTimeout=%s]"
          .formatted(function, connectTimeout, readTimeout);
    }
  }
}
