package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;
import java.time.Duration;

/**
 * Callers of the past: a Poisson stream of synchronous calls that ended when the sandbox started.
 *
 * @param function the function that they called
 * @param window for how long
 * @param perSecond calls a second, on average
 * @param client their timeouts and retries
 */
public record History(String function, Duration window, double perSecond, Client client) {}
