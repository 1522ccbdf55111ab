package dev.unthrottle.client;

import java.util.ArrayList;
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

  /**
   * How Lambda words a 429 tells what refused it, where no {@link ThrottleReason} is printed. It
   * held in every public error text whose cause was known (2026-11-22); AWS doesn't promise it.
   */
  public enum Wording {
    /** {@code Rate Exceeded.}: a concurrency limit refused an Invoke. */
    CONCURRENCY,
    /** {@code Rate exceeded}: an API was called too often, mostly of the control plane. */
    RATE
  }

  /** Copies the list. */
  public ErrorReading {
    fits = List.copyOf(fits);
  }

  /**
   * Reads {@code text}, whatever surrounds the error in it. A text without an error that is known
   * here yields a reading of nothing.
   */
  public static ErrorReading read(String text, ClientCatalog catalog) {
    for (ErrorGrammar grammar : ErrorGrammar.ALL) {
      Optional<ErrorReading> reading = grammar.read(text);
      if (reading.isPresent()) {
        return reading.get().fitting(grammar, text, catalog);
      }
    }
    return new ErrorReading(null, null, null, null, null, false, null, List.of());
  }

  /** How a 429 is worded, if the message is one of the two that Lambda sends. */
  public Optional<Wording> wording() {
    return switch (message) {
      case "Rate Exceeded." -> Optional.of(Wording.CONCURRENCY);
      case "Rate exceeded" -> Optional.of(Wording.RATE);
      case null, default -> Optional.empty();
    };
  }

  /** What this text leaves open, each as the end of "The text doesn't say …". */
  public List<String> untold() {
    List<String> open = new ArrayList<>();
    if (client == null) {
      open.add("which client printed it");
    }
    if (attempts == null) {
      open.add("how many attempts were made");
    }
    if (reason == null && !readTimedOut) {
      open.add("which limit refused it");
    }
    if (!readTimedOut && (attempts == null || attempts > 1)) {
      open.add("how the attempts before the last one ended");
    }
    return open;
  }

  private ErrorReading fitting(ErrorGrammar grammar, String text, ClientCatalog catalog) {
    List<String> fitting =
        catalog.variants().stream()
            .filter(variant -> grammar.couldPrint(text, variant) && explains(variant))
            .map(ClientVariant::id)
            .toList();
    return new ErrorReading(
        code, operation, message, attempts, reason, readTimedOut, client, fitting);
  }

  /** Whether the defaults of {@code variant} lead to these attempts and timeouts. */
  private boolean explains(ClientVariant variant) {
    boolean sameAttempts = attempts != null && attempts == variant.retries().maxAttempts();
    return sameAttempts && (!readTimedOut || variant.timeouts().read() != null);
  }
}
