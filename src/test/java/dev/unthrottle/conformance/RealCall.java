package dev.unthrottle.conformance;

import dev.unthrottle.client.RetryMode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that a real client is told to make.
 *
 * @param function what to invoke
 * @param readTimeout how long to wait for an answer
 * @param maxAttempts all attempts, {@code null} for the client's default
 * @param mode the retry mode, {@code null} for the client's default
 * @param httpClient what to speak HTTP with, {@code null} where there is no choice
 */
record RealCall(
    URI endpoint,
    String function,
    Duration readTimeout,
    @Nullable Integer maxAttempts,
    @Nullable RetryMode mode,
    @Nullable String httpClient) {}
