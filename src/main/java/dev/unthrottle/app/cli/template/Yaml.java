package dev.unthrottle.app.cli.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds its way through the nodes of a template. */
final class Yaml {

  private Yaml() {}

  /** The entries of a mapping, in the file's order; none if it isn't one. */
  static Map<String, Node> entries(Node node) {
    var entries = new LinkedHashMap<String, Node>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          entries.put(key.getValue(), tuple.getValueNode());
        }
      }
    }
    return entries;
  }

  /** What is found below {@code node} by a path of keys. */
  static Optional<Node> at(Node node, String... path) {
    Optional<Node> found = Optional.of(node);
    for (String key : path) {
      found = found.flatMap(it -> entry(it, key));
    }
    return found;
  }

  private static Optional<Node> entry(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return Optional.of(tuple.getValueNode());
        }
      }
    }
    return Optional.empty();
  }

  /** The entries below a path of keys; none if nothing is there. */
  static Map<String, Node> entriesAt(Node node, String... path) {
    return at(node, path).map(Yaml::entries).orElse(Map.of());
  }

  /** The items of a list; none if it isn't one. */
  static List<Node> items(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  /** The items of a list, or the one that stands for a list of one. */
  static List<Node> oneOrMore(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of(node);
  }

  /** The text of a scalar. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** The text that stands below a path of keys, as it stands there. */
  static String textAt(Node node, String... path) {
    return at(node, path).flatMap(Yaml::text).orElse("");
  }

  /** Where it begins, counted from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
