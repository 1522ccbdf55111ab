package dev.unthrottle.simulation;

import dev.unthrottle.client.Client;

/**
 * Who calls a function, when, and with which client.
 *
 * @param function the function's name
 * @param client its timeouts and retries
 * @param load when it calls
 */
public record Caller(String function, Client client, Load load) {}
