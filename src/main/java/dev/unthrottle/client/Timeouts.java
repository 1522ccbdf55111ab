package dev.unthrottle.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a client waits. A limit that is {@code null} doesn't exist: the client waits for ever.
 *
 * @param connect for a connection to be established, in one attempt
 * @param read for the next byte of the answer; for a synchronous Invoke, that is for the whole run
 * @param attempt for one attempt, from its beginning
 * @param call for all attempts and the backoff between them
 */
public record Timeouts(
    @Nullable Duration connect,
    @Nullable Duration read,
    @Nullable Duration attempt,
    @Nullable Duration call) {

  /** Refuses limits that are not positive. */
  public Timeouts {
    requirePositive("connect", connect);
    requirePositive("read", read);
    requirePositive("attempt", attempt);
    requirePositive("call", call);
  }

  /** Connect and read timeout alone. */
  public static Timeouts of(@Nullable Duration connect, @Nullable Duration read) {
    return new Timeouts(connect, read, null, null);
  }

  /**
   * The longest wait for an answer once connected: the shorter of the read timeout and the limits
   * for an attempt and a call, or {@code null} where none exists.
   */
  public @Nullable Duration patience() {
    return shorter(read, shorter(attempt, call));
  }

  private static @Nullable Duration shorter(@Nullable Duration a, @Nullable Duration b) {
    if (a == null) {
      return b;
    }
    return b == null || a.compareTo(b) <= 0 ? a : b;
  }

  private static void requirePositive(String name, @Nullable Duration limit) {
    if (limit != null && !limit.isPositive()) {
      throw new IllegalArgumentException(
          "A timeout must be longer than zero. Found: %s for %s".formatted(limit, name));
    }
  }
}
