package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import java.time.Duration;

/**
 * How long steps take if executions last as long as is expected; waits for log lines are left out.
 *
 * @param execution how long one execution is expected to last
 * @param functionTimeout the most that it can last
 */
record Expectation(Duration execution, Duration functionTimeout) {

  /** Clean calls, one after another: {@code calls × execution}. */
  Duration ofPatientCalls(int calls) {
    return execution.multipliedBy(calls);
  }

  /**
   * One call of a client: an execution, if the client waits for it; else all of its attempts and
   * their longest backoffs, and then the execution that the last of them may have begun.
   */
  Duration ofOneCall(Client client) {
    Duration patience = Patience.of(client.timeouts(), Duration.ZERO, functionTimeout).answer();
    return execution.compareTo(patience) <= 0
        ? execution
        : patience
            .multipliedBy(client.retries().maxAttempts())
            .plus(client.retries().longestBackoffs())
            .plus(execution);
  }
}
