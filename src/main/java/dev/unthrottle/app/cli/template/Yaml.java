package dev.unthrottle.app.cli.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds its way through the nodes of a template. */
final class Yaml {

  /** {@code ${Name}} and {@code ${Name.Attribute}} in a text of {@code Fn::Sub}. */
  private static final Pattern IN_SUB =
      Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.[A-Za-z0-9.]+)?}");

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
      found = found.map(it -> entries(it).get(key));
    }
    return found;
  }

  /** The text of a scalar. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** Where it begins, counted from 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** The logical ids and parameters that functions such as {@code Ref} name anywhere in it. */
  static Set<String> references(Node node) {
    var names = new LinkedHashSet<String>();
    collect(node, names, Collections.newSetFromMap(new IdentityHashMap<>()));
    return names;
  }

  /** An alias can lead back to what contains it, so each node is looked at once. */
  private static void collect(Node node, Set<String> names, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case ScalarNode scalar -> collect(scalar.getTag().getValue(), scalar.getValue(), names);
      case SequenceNode list -> {
        if (list.getTag().getValue().equals("!GetAtt") && !list.getValue().isEmpty()) {
          text(list.getValue().getFirst()).ifPresent(names::add);
        }
        list.getValue().forEach(item -> collect(item, names, seen));
      }
      case MappingNode _ ->
          entries(node)
              .forEach((key, value) -> {
                switch (key) {
                  case "Ref" -> text(value).ifPresent(names::add);
                  case "Fn::GetAtt" -> attributeOf(value).ifPresent(names::add);
                  case "Fn::Sub" -> substituted(value, names);
                  default -> {}
                }
                collect(value, names, seen);
              });
      default -> {}
    }
  }

  private static void collect(String tag, String text, Set<String> names) {
    switch (tag) {
      case "!Ref" -> names.add(text);
      case "!GetAtt" -> names.add(text.split("\\.", 2)[0]);
      case "!Sub" -> inSub(text, names);
      default -> {}
    }
  }

  private static Optional<String> attributeOf(Node value) {
    return value instanceof SequenceNode list && !list.getValue().isEmpty()
        ? text(list.getValue().getFirst())
        : text(value).map(text -> text.split("\\.", 2)[0]);
  }

  private static void substituted(Node value, Set<String> names) {
    Node text =
        value instanceof SequenceNode list && !list.getValue().isEmpty()
            ? list.getValue().getFirst()
            : value;
    text(text).ifPresent(it -> inSub(it, names));
  }

  private static void inSub(String text, Set<String> names) {
    Matcher matcher = IN_SUB.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }
}
