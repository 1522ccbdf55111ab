package dev.unthrottle.simulation;

import dev.unthrottle.client.Client;

/**
 * Who calls a function, when, and with which client.
 *
 * @param function the function's name
 * @param client its timeouts and retries
 * @param life whether all calls share one client's memory
 * @param load when it calls
 */
public record Caller(String function, Client client, ClientLife life, Load load) {

  /** A caller that keeps its client as this kind of client is kept. */
  public Caller(String function, Client client, Load load) {
    this(
        function,
        client,
        client.id().isProcessPerCall() ? ClientLife.ONE_CALL : ClientLife.ALL_CALLS,
        load);
  }
}
