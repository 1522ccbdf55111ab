package dev.unthrottle.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The problems and warnings met on the way, to be told all at once, each one time. */
final class Findings {

  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  void problem(String sentence) {
    problems.add(sentence);
  }

  void warning(String sentence) {
    warnings.add(sentence);
  }

  /** What {@code reading} yields, or {@code null} and one more problem if it refuses. */
  <T> @Nullable T orProblem(Supplier<? extends @Nullable T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The warnings, if there was no problem. */
  List<String> warningsUnlessProblems() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return List.copyOf(warnings);
  }
}
