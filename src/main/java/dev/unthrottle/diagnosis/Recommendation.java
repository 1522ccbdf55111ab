package dev.unthrottle.diagnosis;

import dev.unthrottle.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that end the cause.
 *
 * @param client the client with its recommended settings
 * @param retriesBy who retries
 * @param functionTimeout the function's timeout
 * @param callerTimeout how long whoever makes the call must be able to wait
 * @param reservedConcurrency the function's reserved concurrency, {@code null} for none
 * @param sizing how many slots the load needs, {@code null} where it isn't known
 * @param asynchronous whether no synchronous call can be right, so that it has to be an
 *     asynchronous one
 * @param wayOut what to do where settings alone can't be right, {@code null} where they can
 * @param chain what repeats what, {@code null} where the caller isn't known
 * @param snippets the settings as their users paste them, by client id; what the shared config file
 *     can hold of them, by client id and {@code -config}
 * @param why the reasons, a sentence each
 */
public record Recommendation(
    Client client,
    RetriesBy retriesBy,
    Duration functionTimeout,
    CallerTimeout callerTimeout,
    @Nullable Integer reservedConcurrency,
    @Nullable Sizing sizing,
    boolean asynchronous,
    @Nullable WayOut wayOut,
    @Nullable Chain chain,
    Map<String, String> snippets,
    List<String> why) {

  /** Who repeats a call that failed. */
  public enum RetriesBy {
    /** The caller's own code, which knows whether a repetition is harmless. */
    CODE,
    /** The SDK. */
    SDK;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the collections. */
  public Recommendation {
    snippets = Map.copyOf(snippets);
    why = List.copyOf(why);
  }
}
