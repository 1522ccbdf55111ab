package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;

/**
 * A configuration as the catalogue understands it.
 *
 * @param client what will effectively happen
 * @param variant the catalogue's row for this version and mode
 * @param warnings settings that this version ignores, versions that the catalogue had to guess
 */
public record ResolvedClient(Client client, ClientVariant variant, List<String> warnings) {

  /** Copies the warnings. */
  public ResolvedClient {
    warnings = List.copyOf(warnings);
  }

  /**
   * The error that surfaces when a call ends so; empty if it ends with an answer, or if the wording
   * isn't known.
   *
   * @param attempts how many attempts were made, the first included
   */
  public Optional<String> error(AttemptOutcome last, int attempts) {
    return switch (last) {
      case REFUSED -> variant.prints().refused(attempts);
      case READ_TIMEOUT, ATTEMPT_TIMEOUT ->
          Optional.ofNullable(client.timeouts().patience())
              .flatMap(patience -> variant.prints().readTimeout(attempts, patience));
      case ANSWERED, CONNECT_TIMEOUT, CALL_TIMEOUT, CONNECTION_FAILED, SERVER_ERROR, REJECTED ->
          Optional.empty();
    };
  }
}
