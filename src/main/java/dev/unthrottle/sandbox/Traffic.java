package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * Callers that are live while the sandbox runs: a Poisson stream of calls.
 *
 * @param function the function that they call
 * @param qualifier the version or alias that they call, {@code null} for the unpublished version
 * @param perSecond calls a second, on average
 * @param invocation how they call
 * @param client their timeouts and retries
 */
public record Traffic(
    String function,
    @Nullable String qualifier,
    double perSecond,
    Invocation invocation,
    Client client) {

  /** What they call. */
  FunctionName target() {
    return new FunctionName(function, qualifier);
  }
}
