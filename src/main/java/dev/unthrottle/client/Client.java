package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * What one configured client effectively does when a call is slow or refused.
 *
 * @param id which AWS client it is
 * @param version as the user gave it, or {@code null}
 * @param variant the row of the catalogue that this version is
 * @param timeouts how long it waits
 * @param retries when it tries again
 * @param tcpKeepAlive whether it keeps an idle connection alive through NAT gateways and load
 *     balancers
 */
public record Client(
    ClientId id,
    @Nullable String version,
    String variant,
    Timeouts timeouts,
    RetryPolicy retries,
    boolean tcpKeepAlive) {

  /** The same client with other settings. */
  public Client with(Timeouts otherTimeouts, int maxAttempts, boolean keepAlive) {
    return new Client(
        id, version, variant, otherTimeouts, retries.withMaxAttempts(maxAttempts), keepAlive);
  }
}
