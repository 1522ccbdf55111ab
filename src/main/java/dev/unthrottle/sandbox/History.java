package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Callers of the past: a Poisson stream of calls.
 *
 * @param function the function that they called
 * @param qualifier the version or alias that they called, {@code null} for the unpublished version
 * @param at how long before the sandbox's start they began
 * @param lasting for how long they called, at most {@code at}
 * @param perSecond calls a second, on average
 * @param invocation how they called
 * @param client their timeouts and retries
 */
public record History(
    String function,
    @Nullable String qualifier,
    Duration at,
    Duration lasting,
    double perSecond,
    Invocation invocation,
    Client client) {}
