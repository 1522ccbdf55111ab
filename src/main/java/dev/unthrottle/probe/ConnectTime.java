package dev.unthrottle.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long it took to establish one connection, measured at its socket. Looking up the name isn't
 * part of it.
 *
 * @param tcp until the socket was connected
 * @param tls the handshake that followed; {@code null} where the endpoint speaks plain HTTP
 */
public record ConnectTime(Duration tcp, @Nullable Duration tls) {

  /** A connection without TLS. */
  public static ConnectTime tcp(Duration tcp) {
    return new ConnectTime(tcp, null);
  }

  /** {@code tcp + tls}: what some clients' connect timeout has to outlast. */
  public Duration established() {
    return tls == null ? tcp : tcp.plus(tls);
  }
}
