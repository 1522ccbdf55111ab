package dev.unthrottle.app.cli.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One of CloudFormation's functions, in its short or its long form.
 *
 * @param name its name without {@code !} or {@code Fn::}
 * @param argument what it is given; in the short form the node that carries the name
 */
record Intrinsic(String name, Node argument) {

  private static final String LONG = "Fn::";

  /** The function that {@code node} calls; empty if it is a plain value. */
  static Optional<Intrinsic> in(Node node) {
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return Optional.of(new Intrinsic(tag.substring(1), node));
    }
    return node instanceof MappingNode mapping && mapping.getValue().size() == 1
        ? in(Yaml.entries(node).entrySet())
        : Optional.empty();
  }

  private static Optional<Intrinsic> in(Iterable<Map.Entry<String, Node>> only) {
    for (Map.Entry<String, Node> entry : only) {
      String key = entry.getKey();
      if (key.startsWith(LONG) || key.equals("Ref") || key.equals("Condition")) {
        String name = key.startsWith(LONG) ? key.substring(LONG.length()) : key;
        return Optional.of(new Intrinsic(name, entry.getValue()));
      }
    }
    return Optional.empty();
  }

  /** The text that it is given; of a list, the first. */
  String text() {
    return switch (argument) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode list ->
          list.getValue().isEmpty() ? "" : Yaml.text(list.getValue().getFirst()).orElse("");
      default -> "";
    };
  }

  /** The list that it is given; empty if it is none. */
  List<Node> items() {
    return Yaml.items(argument);
  }

  /** As somebody would write it, without what is inside. */
  String shown() {
    return argument instanceof ScalarNode scalar
        ? "!%s %s".formatted(name, scalar.getValue())
        : "!%s […]".formatted(name);
  }
}
