package dev.unthrottle.sweep;

import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is true of a scenario.
 *
 * @param ofSuspect the causes of the refusals that the client under suspicion met, each with the
 *     share of them that it explains, alone or beside others
 * @param ofAll the same of all refusals of the function
 * @param ofPasted the same of the refusals of the call whose error was pasted
 * @param crowded the share of all refusals in which somebody else's executions held the slots
 * @param otherwise causes that are there for other reasons than these refusals
 * @param refusedOfSuspect how many attempts of the client under suspicion were refused
 * @param refusedOfAll how many attempts at the function were
 * @param repeated how many calls of the client under suspicion ran more than once
 * @param calls how many calls it made
 * @param harmed whether CloudWatch shows by now what happened when one of them was refused or ran
 *     more than once
 */
record Truth(
    Map<String, Double> ofSuspect,
    Map<String, Double> ofAll,
    Map<String, Double> ofPasted,
    double crowded,
    Set<String> otherwise,
    int refusedOfSuspect,
    int refusedOfAll,
    int repeated,
    int calls,
    boolean harmed) {

  static final String NONE = "none-found";
  static final String REPEATED = "client-timeout-duplicates";

  /** From this share on a cause may be named: another doesn't bring about four fifths. */
  private static final double WORTH_NAMING = 0.2;

  /** From this share on it is the one that must be named. */
  private static final double DOMINANT = 0.8;

  private static final Set<String> FULL_HOUSE =
      Set.of("reserved-concurrency-saturated", "account-concurrency-exhausted");

  /** Whether it is right to name a cause. */
  boolean allows(String cause) {
    return switch (cause) {
      case NONE -> harmless();
      case REPEATED -> repeated > 0;
      default ->
          otherwise.contains(cause)
              || Stream.of(ofSuspect, ofAll, ofPasted)
                  .anyMatch(shares -> shares.getOrDefault(cause, 0.0) >= WORTH_NAMING);
    };
  }

  /** Whether it is right to say that a cause is there besides another. */
  boolean allowsAsWell(String cause) {
    return allows(cause) || ofSuspect.containsKey(cause) || ofAll.containsKey(cause);
  }

  /** Whether a cause is true by the letter, though it isn't what filled the house. */
  boolean isTrueByTheLetter(String cause) {
    return FULL_HOUSE.contains(cause) && ofAll.containsKey(cause) && crowded >= 0.5;
  }

  /** Whether nothing happened that a user would ask about. */
  boolean harmless() {
    return refusedOfAll == 0 && repeated == 0 && otherwise.isEmpty();
  }

  /** The cause that dominates, {@code mixed} where none does. */
  String label() {
    Map<String, Double> shares = refusedOfSuspect > 0 ? ofSuspect : ofAll;
    if (!otherwise.isEmpty()) {
      return otherwise.stream().sorted().findFirst().orElseThrow();
    }
    if (refusedOfAll > 0) {
      return shares.entrySet().stream()
          .filter(share -> share.getValue() >= DOMINANT)
          .sorted(Map.Entry.comparingByValue(reverseOrder()))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(shares.isEmpty() ? "another-clients-collision" : "mixed");
    }
    return repeated > 0 ? REPEATED : NONE;
  }

  @Override
  public String toString() {
    return "refused %d of the suspect's attempts (%s) and %d of all (%s; crowded %.2f), %d of its %d calls ran twice; otherwise %s"
        .formatted(
            refusedOfSuspect,
            shares(ofSuspect),
            refusedOfAll,
            shares(ofAll),
            crowded,
            repeated,
            calls,
            otherwise);
  }

  private static String shares(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .map(share -> "%s %.2f".formatted(share.getKey(), share.getValue()))
        .sorted()
        .collect(joining(", "));
  }
}
