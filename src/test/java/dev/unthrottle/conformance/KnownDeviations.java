package dev.unthrottle.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The differences that are known, from {@code known-deviations.json}, and which were seen. */
final class KnownDeviations {

  /**
   * A difference that is known.
   *
   * @param client the names of the clients, as a regular expression
   * @param circumstances those of the cases, as a regular expression
   * @param what what is different
   * @param reason why
   */
  record Deviation(String client, String circumstances, Set<String> what, String reason) {

    boolean explains(String name, String where, Difference difference) {
      return Pattern.matches(client, name)
          && Pattern.matches(circumstances, where)
          && what.contains(difference.what());
    }
  }

  private final List<Deviation> known;
  private final Set<Deviation> seen = new HashSet<>();

  private KnownDeviations(List<Deviation> known) {
    this.known = known;
  }

  /** A table of these. */
  static KnownDeviations of(List<Deviation> known) {
    return new KnownDeviations(known);
  }

  /** Reads the table. */
  static KnownDeviations load() throws IOException {
    return new KnownDeviations(
        new ObjectMapper()
            .readValue(
                Tools.resource("known-deviations.json").toFile(),
                new TypeReference<List<Deviation>>() {}));
  }

  /** The entry that explains a difference, which has been seen by that. */
  Optional<Deviation> explain(String client, String where, Difference difference) {
    Optional<Deviation> explanation =
        known.stream()
            .filter(deviation -> deviation.explains(client, where, difference))
            .findFirst();
    explanation.ifPresent(seen::add);
    return explanation;
  }

  /** All entries. */
  List<Deviation> all() {
    return known;
  }

  /** The entries that explained nothing. */
  List<Deviation> unseen() {
    return known.stream().filter(deviation -> !seen.contains(deviation)).toList();
  }
}
