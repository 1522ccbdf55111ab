package dev.unthrottle.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about a client. Everything left out ({@code null}) is that version's default.
 *
 * @param id which client
 * @param version its version, {@code null} for the newest that the catalogue knows
 * @param connectTimeout in one attempt
 * @param readTimeout in one attempt
 * @param maxAttempts all attempts, the first included
 * @param retryMode the retry mode
 * @param settings raw settings by the names and in the units that this client gives them
 */
public record ClientConfiguration(
    ClientId id,
    @Nullable String version,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Integer maxAttempts,
    @Nullable RetryMode retryMode,
    Map<String, String> settings) {

  /** Refuses absurd values. */
  public ClientConfiguration {
    if (maxAttempts != null && maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts counts the first attempt, so it is at least 1. Found: " + maxAttempts);
    }
    settings = Map.copyOf(settings);
  }

  /** That client with its defaults. */
  public static ClientConfiguration defaults(ClientId id, @Nullable String version) {
    return new ClientConfiguration(id, version, null, null, null, null, Map.of());
  }

  /** The same, with other raw settings. */
  public ClientConfiguration with(Map<String, String> others) {
    return new ClientConfiguration(
        id, version, connectTimeout, readTimeout, maxAttempts, retryMode, others);
  }
}
