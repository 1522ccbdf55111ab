package dev.unthrottle.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pasted error text says.
 *
 * @param client the client that prints such a text, if it is unmistakable
 * @param addressee whom the request went to
 * @param service the service that answered, as the client calls it, if it stands there
 * @param operation the API operation, {@code Invoke}, if one stands there
 * @param function the function that was invoked, if its name stands there
 * @param code the AWS error code, {@code TooManyRequestsException}, if one stands there
 * @param message the service's message, {@code Rate Exceeded.}
 * @param attempts how many attempts were made, the first included, if the text tells
 * @param reason the throttle reason, if printed
 * @param history the failures that the text tells of, in the order in which they happened; the last
 *     is the one that surfaced
 * @param symptom what all of that points to
 * @param fits the variants of the catalogue whose defaults print this; empty if the text can't
 *     tell, or if somebody changed the defaults
 */
public record ErrorReading(
    @Nullable ClientId client,
    Addressee addressee,
    @Nullable String service,
    @Nullable String operation,
    @Nullable String function,
    @Nullable String code,
    @Nullable String message,
    @Nullable Integer attempts,
    @Nullable ThrottleReason reason,
    List<ToldAttempt> history,
    Symptom symptom,
    List<ClientVariant> fits,
    boolean whole) {

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

  /** What an Invoke isn't refused for. */
  private static final Set<String> NOT_OF_AN_INVOKE =
      Set.of("control-plane-rate-exceeded", "downstream-throttle");

  /** Copies the lists. */
  public ErrorReading {
    history = List.copyOf(history);
    fits = List.copyOf(fits);
  }

  /**
   * Reads {@code text}, whatever surrounds the error in it. A text without an error that is known
   * here yields a reading of nothing. Of a text with several errors, the last that surfaced counts.
   */
  public static ErrorReading read(String text, ClientCatalog catalog) {
    String readable = ErrorText.readable(text);
    ErrorGrammar grammar = ErrorGrammar.of(readable);
    ToldError told = grammar.read(readable);
    ErrorReading reading = of(told, readable, ErrorText.isReadWhole(text));
    return reading.pointingTo(
        Symptoms.of(readable, reading), Fits.of(reading, told, grammar, readable, catalog));
  }

  private static ErrorReading of(ToldError told, String text, boolean whole) {
    List<ToldAttempt> history = AttemptHistory.of(text);
    @Nullable String operation =
        Optional.ofNullable(told.operation())
            .or(() -> Optional.ofNullable(ErrorText.operationOfUrl(text)))
            .or(() ->
                told.service() == null ? Addressees.operationMentioned(text) : Optional.empty())
            .orElse(null);
    @Nullable Integer attempts = told.attempts() == null ? numbered(history) : told.attempts();
    return new ErrorReading(
        told.client(),
        Addressees.of(told.service(), operation, text),
        told.service(),
        operation,
        ErrorText.function(text),
        told.code(),
        told.message(),
        attempts,
        ErrorText.reason(text),
        withLastNumbered(history, attempts),
        Symptom.NONE,
        List.of(),
        whole);
  }

  /** As many as there are numbers, and one more that surfaced without one. */
  private static @Nullable Integer numbered(List<ToldAttempt> history) {
    int highest = 0;
    for (ToldAttempt attempt : history) {
      highest = attempt.number() == null ? highest : Math.max(highest, attempt.number());
    }
    return highest == 0
        ? null
        : Integer.valueOf(history.getLast().number() == null ? highest + 1 : highest);
  }

  /** After numbered attempts, the one that surfaced is the last of all. */
  private static List<ToldAttempt> withLastNumbered(
      List<ToldAttempt> history, @Nullable Integer attempts) {
    if (attempts == null
        || history.size() < 2
        || history.getFirst().number() == null
        || history.getLast().number() != null) {
      return history;
    }
    List<ToldAttempt> numbered = new ArrayList<>(history.subList(0, history.size() - 1));
    numbered.add(new ToldAttempt(attempts, history.getLast().outcome()));
    return numbered;
  }

  private ErrorReading pointingTo(Symptom symptom, List<ClientVariant> fits) {
    return new ErrorReading(
        client, addressee, service, operation, function, code, message, attempts, reason, history,
        symptom, fits, whole);
  }

  /** Whether the request was one that runs a function, if the text says what it was. */
  public Optional<Boolean> isInvoke() {
    if (addressee == Addressee.ANOTHER) {
      return Optional.of(false);
    }
    if (operation != null) {
      return Optional.of(LambdaOperations.runsAFunction(operation));
    }
    return symptom.isConcurrencyThrottle() ? Optional.of(true) : Optional.empty();
  }

  /** Whether an attempt is said to have gone unheard: the client hung up on it. */
  public boolean readTimedOut() {
    return history.stream().anyMatch(attempt -> attempt.outcome().hungUp());
  }

  /** How the attempt ended that the caller saw, if the text tells how one ended. */
  public Optional<AttemptOutcome> surfaced() {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast().outcome());
  }

  /** Whether an attempt was refused after an earlier one went unheard. */
  public boolean refusedAfterUnheard() {
    boolean unheard = false;
    for (ToldAttempt attempt : history) {
      if (unheard && attempt.outcome() == AttemptOutcome.REFUSED) {
        return true;
      }
      unheard |= attempt.outcome().hungUp();
    }
    return false;
  }

  /**
   * The names of the verdicts that a diagnosis of this text can end with, the likeliest first:
   * those of the symptom, as far as the rest of the text leaves them.
   */
  public List<String> causes() {
    if (symptom == Symptom.CONTROL_PLANE_RATE && operation == null) {
      return List.of("control-plane-rate-exceeded", "caller-rate-exceeded", "downstream-throttle");
    }
    if (symptom == Symptom.CLIENT_TIMEOUT && addressee == Addressee.ANOTHER) {
      return List.of();
    }
    boolean invoke = isInvoke().orElse(false);
    return symptom.causes().stream()
        .filter(cause -> !invoke || !NOT_OF_AN_INVOKE.contains(cause))
        .toList();
  }

  /** The retry modes of the variants that {@link #fits}. */
  public List<RetryMode> modes() {
    return fits.stream().map(variant -> variant.retries().mode()).distinct().sorted().toList();
  }

  /** How a 429 is worded, if the message is one of the two that Lambda sends. */
  public Optional<Wording> wording() {
    if (message == null) {
      return Optional.empty();
    }
    return message.startsWith("Rate Exceeded.")
        ? Optional.of(Wording.CONCURRENCY)
        : message.startsWith("Rate exceeded") ? Optional.of(Wording.RATE) : Optional.empty();
  }

  /** What this text leaves open, each as the end of "The text doesn't say …". */
  public List<String> untold() {
    List<String> open = new ArrayList<>();
    if (client == null) {
      open.add("which client printed it");
    }
    if (addressee == Addressee.UNTOLD && isInvoke().isEmpty()) {
      open.add("which service refused it, and what it was asked");
    }
    if (attempts == null) {
      open.add("how many attempts were made");
    }
    if (symptom == Symptom.CONCURRENCY || symptom == Symptom.UNKNOWN) {
      open.add("which limit refused it");
    }
    if (symptom == Symptom.CLIENT_TIMEOUT) {
      open.add("whether the function ran on, and whether a retry ran it again");
    }
    if (history.size() < 2 && (attempts == null || attempts > 1)) {
      open.add("how the attempts before the last one ended");
    }
    if (!whole) {
      open.add("what stands in its middle: it is too long to be read whole");
    }
    return open;
  }
}
