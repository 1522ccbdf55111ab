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
 * @param runs how often the case was run until nothing was different, or at most
 */
record Result(
    Case one,
    @Nullable Expectation expectation,
    @Nullable Observation observation,
    List<Difference> differences,
    int runs) {

  /** Copies the differences. */
  Result {
    differences = List.copyOf(differences);
  }
}
