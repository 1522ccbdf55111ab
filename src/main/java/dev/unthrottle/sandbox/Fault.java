package dev.unthrottle.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What AWS does to calls of one API before it answers them.
 *
 * @param api the API, {@code logs:FilterLogEvents}
 * @param error the error code that it answers, or {@code null} for none
 * @param status the HTTP status of that error
 * @param share the share of calls that it happens to, above 0 up to 1
 * @param latency how much later the answer comes
 * @param reason the {@code Reason} of a throttle, {@code null} for the usual one
 * @param message the text of the error, {@code null} for the one that AWS gives it
 */
public record Fault(
    String api,
    @Nullable String error,
    int status,
    double share,
    Duration latency,
    @Nullable String reason,
    @Nullable String message) {}
