package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;

/**
 * Callers that are live while the sandbox runs: a Poisson stream of calls.
 *
 * @param function the function that they call
 * @param perSecond calls a second, on average
 * @param invocation how they call
 * @param client their timeouts and retries
 */
public record Traffic(String function, double perSecond, Invocation invocation, Client client) {

  /** How a function is invoked. */
  public enum Invocation {
    /** The caller waits for the answer. */
    SYNC,
    /** Lambda's own queue takes the event, and retries. */
    ASYNC
  }
}
