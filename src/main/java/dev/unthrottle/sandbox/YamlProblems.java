package dev.unthrottle.sandbox;

import dev.unthrottle.client.Quote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Collects what is wrong with a YAML file, so that all of it is reported at once. */
final class YamlProblems {

  private final String fileName;
  private final List<Problem> problems = new ArrayList<>();

  /** What is wrong in a line, counted from 1. */
  private record Problem(int line, String sentence) {}

  YamlProblems(String fileName) {
    this.fileName = fileName;
  }

  /** A value that breaks a rule. */
  void value(Node node, String path, String rule) {
    add(node, path, "%s. Found: %s".formatted(rule, shown(node)));
  }

  /** Something that is wrong at a place. */
  void add(Node node, String path, String sentence) {
    problems.add(
        new Problem(node.getStartMark().getLine() + 1, "%s: %s".formatted(path, sentence)));
  }

  /** A file that isn't YAML. */
  void syntax(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    problems.add(
        new Problem(mark == null ? 1 : mark.getLine() + 1, "not YAML: %s".formatted(what(e))));
  }

  private static String what(MarkedYAMLException e) {
    return e.getProblem() == null ? e.toString() : e.getProblem();
  }

  /** Throws if there was any problem; they are told in the order of their lines. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ScenarioException(
          fileName,
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> "%s:%d: %s".formatted(fileName, problem.line(), problem.sentence()))
              .toList());
    }
  }

  private static String shown(Node node) {
    return switch (node.getNodeId()) {
      case scalar -> Quote.of(((ScalarNode) node).getValue());
      case sequence -> ((SequenceNode) node).getValue().isEmpty() ? "an empty list" : "a list";
      case mapping -> "a mapping";
      case anchor -> "an alias";
    };
  }
}
