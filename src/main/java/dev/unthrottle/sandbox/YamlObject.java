package dev.unthrottle.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping that is read key by key. What can't be read becomes a problem and a stand-in
 * value, so that reading goes on to the next problem.
 */
final class YamlObject {

  private final Node node;
  private final String path;
  private final YamlProblems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new HashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * A mapping at a place of the file.
   *
   * @param path its place in words, empty for the whole file
   */
  YamlObject(Node node, String path, YamlProblems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::put);
    } else {
      problems.value(node, path.isEmpty() ? "the file" : path, "must be a mapping of keys");
    }
  }

  private void put(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      problems.value(
          tuple.getKeyNode(), path.isEmpty() ? "the file" : path, "must have texts as keys");
      return;
    }
    String key = scalar.getValue();
    if (values.put(key, tuple.getValueNode()) != null) {
      problems.add(tuple.getKeyNode(), path(key), "stands here twice");
    }
    keys.put(key, tuple.getKeyNode());
  }

  /** The value of a key, or {@code otherwise} where the key is left out. */
  <T extends @Nullable Object> T optional(
      String key, Function<Node, ? extends T> parse, T otherwise) {
    known.add(key);
    Node value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return parse.apply(value);
    } catch (ScenarioValueException e) {
      problems.value(value, path(key), e.rule());
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> problems.add(value, path(key), line));
    }
    return otherwise;
  }

  /** The value of a key that must be there; {@code standIn} is returned after a problem. */
  <T> T required(String key, Function<Node, ? extends T> parse, T standIn) {
    if (!values.containsKey(key)) {
      known.add(key);
      problems.add(node, path(key), "is missing");
    }
    return optional(key, parse, standIn);
  }

  /** Whether the key stands here. */
  boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  /** The mapping under a key, or {@code null}. */
  @Nullable YamlObject object(String key) {
    known.add(key);
    Node value = values.get(key);
    return value == null ? null : new YamlObject(value, path(key), problems);
  }

  /** The items of the list under a key, each a mapping; empty where the key is left out. */
  <T> List<T> objects(String key, Function<YamlObject, T> parse) {
    return optional(key, list -> items(list, path(key), parse), List.of());
  }

  private <T> List<T> items(Node list, String where, Function<YamlObject, T> parse) {
    if (!(list instanceof SequenceNode sequence)) {
      throw new ScenarioValueException("must be a list");
    }
    List<T> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String itemPath = "%s[%d]".formatted(where, items.size());
      items.add(parse.apply(new YamlObject(item, itemPath, problems)));
    }
    return items;
  }

  /** All keys with their values as text, in the file's order; every key is known. */
  Map<String, String> texts(BiFunction<String, Node, String> text) {
    known.addAll(values.keySet());
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(key, text.apply(key, value)));
    return texts;
  }

  /** Makes a problem of every key that nobody asked for. */
  void refuseUnknownKeys() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        problems.add(keys.getOrDefault(key, node), path(key), "no such key" + alternatives(key));
      }
    }
  }

  private String alternatives(String key) {
    String nearest = YamlValues.nearest(key, known);
    return nearest.isEmpty() ? "; there is " + String.join(", ", known) : nearest;
  }

  /** Makes a problem of the value under a key. */
  void problem(String key, String rule) {
    Node value = values.get(key);
    if (value == null) {
      problems.add(node, path(key), rule);
    } else {
      problems.value(value, path(key), rule);
    }
  }

  /** Makes a problem of the whole mapping. */
  void problem(String sentence) {
    problems.add(node, path, sentence);
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
