package dev.unthrottle.conformance;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;

/**
 * What became of a snippet that was run.
 *
 * @param pasted the snippet
 * @param seen what it did
 * @param differences from what it had to do
 */
record SnippetResult(Pasted pasted, Observation seen, List<Difference> differences) {

  /** How much of an error says what it is. */
  private static final int LINES = 10;

  /** Copies the list. */
  SnippetResult {
    differences = List.copyOf(differences);
  }

  @Override
  public String toString() {
    String error = Objects.toString(seen.error(), "").lines().limit(LINES).collect(joining("\n"));
    return "%s: %s%n%s".formatted(pasted, differences, error);
  }
}
