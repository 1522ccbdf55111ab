package dev.unthrottle.client;

import java.util.List;

/** Finds the variants of a catalogue whose defaults lead to a text. */
final class Fits {

  private Fits() {}

  static List<ClientVariant> of(
      ErrorReading reading,
      ToldError told,
      ErrorGrammar grammar,
      String text,
      ClientCatalog catalog) {
    if (reading.history().isEmpty()) {
      return List.of();
    }
    return catalog.variants().stream()
        .filter(variant -> grammar.couldPrint(text, variant))
        .filter(variant -> madeSoMany(reading, told, variant))
        .filter(variant -> endedSo(reading, variant))
        .toList();
  }

  /** A client that counts, and didn't, hadn't used up the attempts that its defaults allow. */
  private static boolean madeSoMany(ErrorReading reading, ToldError told, ClientVariant variant) {
    return reading.attempts() == null
        ? !told.counts()
        : reading.attempts() == variant.retries().maxAttempts();
  }

  /** It can hang up, if it did, and it retries what was followed by another attempt. */
  private static boolean endedSo(ErrorReading reading, ClientVariant variant) {
    List<ToldAttempt> history = reading.history();
    boolean canHangUp = !reading.readTimedOut() || variant.timeouts().patience() != null;
    return canHangUp
        && history.subList(0, history.size() - 1).stream()
            .filter(attempt -> attempt.number() != null)
            .allMatch(attempt -> variant.retries().retries(1, attempt.outcome()));
  }
}
