package dev.unthrottle.client;

import dev.unthrottle.client.ClientConfigurationException.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The problems and warnings met on the way, to be told all at once, each one time. */
final class Findings {

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Something is wrong with a field of the configuration. */
  void problem(String field, String sentence) {
    problems.add(Problem.field(field, sentence));
  }

  /** Something is wrong with a raw setting. */
  void settingProblem(String setting, String sentence) {
    problems.add(Problem.setting(setting, sentence));
  }

  void warning(String sentence) {
    warnings.add(sentence);
  }

  /** What {@code reading} a setting yields, or {@code null} and a problem if it refuses. */
  <T> @Nullable T orProblem(String setting, Supplier<? extends @Nullable T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      settingProblem(setting, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The warnings, if there was no problem. */
  List<String> warningsUnlessProblems() {
    if (!problems.isEmpty()) {
      throw new ClientConfigurationException(List.copyOf(problems));
    }
    return List.copyOf(warnings);
  }
}
