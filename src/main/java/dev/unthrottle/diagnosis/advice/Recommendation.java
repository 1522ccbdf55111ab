package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
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

  private static final String WHY_AFTER_QUEUE =
      "Lambda itself repeats an event that failed; a retry of the SDK would hand the same event over"
          + " twice. What becomes of an event that failed in the end is for the code to decide.";

  private static final String WHY_ONE_SLOT =
      "With one slot, a retry of the SDK can only meet the slot that its own first attempt still"
          + " holds. Code can wait until that execution has ended, and knows whether running it again"
          + " is harmless.";

  private static final String WHY_SLOTS =
      "The SDK can't tell an attempt that never began from one that still runs, so its retry may run"
          + " the function twice. Code knows whether that is harmless, and can look first.";

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

  /** Why those retry who should, in one sentence. */
  public String retriesByWhy() {
    return switch (retriesBy) {
      case SDK ->
          "The call may be repeated, and its client outwaits the function, so a retry of the SDK"
              + " meets nothing that the call itself began.";
      case CODE -> asynchronous ? WHY_AFTER_QUEUE : isOneSlot() ? WHY_ONE_SLOT : WHY_SLOTS;
    };
  }

  private boolean isOneSlot() {
    return reservedConcurrency != null && reservedConcurrency == 1;
  }

  /** Copies the collections. */
  public Recommendation {
    snippets = Map.copyOf(snippets);
    why = List.copyOf(why);
  }
}
