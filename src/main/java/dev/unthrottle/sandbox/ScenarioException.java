package dev.unthrottle.sandbox;

import java.util.List;

/** A scenario that can't be played. The message lists every problem, one a line. */
public final class ScenarioException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  ScenarioException(String fileName, List<String> problems) {
    super(
        "%s can't be played. Problems: %d\n%s"
            .formatted(fileName, problems.size(), String.join("\n", problems)));
    this.problems = List.copyOf(problems);
  }

  /** With one problem alone, in a line counted from 1. */
  static ScenarioException at(String fileName, long line, String sentence) {
    return new ScenarioException(
        fileName, List.of("%s:%d: %s".formatted(fileName, line, sentence)));
  }

  /** Each problem as {@code file:line: where: rule. Found: value}. */
  public List<String> problems() {
    return problems;
  }
}
