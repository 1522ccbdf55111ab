package dev.unthrottle.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param one the case
 * @param expectation what the simulation says, {@code null} if the catalogue knows no such client
 * @param observation what the real client did, {@code null} if it wasn't asked
 * @param differences between the two
 * @param firstDifferences between the two when the case was run first, if it was run twice
 */
record Result(
    Case one,
    @Nullable Expectation expectation,
    @Nullable Observation observation,
    List<Difference> differences,
    List<Difference> firstDifferences) {

  /** Copies the lists. */
  Result {
    differences = List.copyOf(differences);
    firstDifferences = List.copyOf(firstDifferences);
  }
}
