package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pasted error text says.
 *
 * @param code the AWS error code, {@code TooManyRequestsException}, if one stands there
 * @param operation the API operation, {@code Invoke}, if one stands there
 * @param message the service's message, {@code Rate Exceeded.}
 * @param attempts how many attempts were made, the first included, if the text tells
 * @param reason the throttle reason, if printed
 * @param readTimedOut whether an attempt is said to have timed out waiting for an answer
 * @param client the client that prints such a text, if it is unmistakable
 * @param fits the variants of the catalogue whose defaults print exactly this; empty if the text
 *     can't tell
 */
public record ErrorReading(
    @Nullable String code,
    @Nullable String operation,
    @Nullable String message,
    @Nullable Integer attempts,
    @Nullable ThrottleReason reason,
    boolean readTimedOut,
    @Nullable ClientId client,
    List<String> fits) {

  /** Copies the list. */
  public ErrorReading {
    fits = List.copyOf(fits);
  }

  /** The client, if the text tells. */
  public Optional<ClientId> clientIfTold() {
    return Optional.ofNullable(client);
  }
}
