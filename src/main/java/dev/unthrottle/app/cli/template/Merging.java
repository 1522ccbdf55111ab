package dev.unthrottle.app.cli.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Puts the entries of merged mappings ({@code <<: *defaults}) where they are merged, as the tools
 * do that hand a template to CloudFormation, and notices a key that stands twice, of which only the
 * last counts.
 */
final class Merging {

  private static final String MERGE = "<<";

  private final List<Repeated> repeated = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A key that stands in a mapping again.
   *
   * @param key the node of the last
   * @param firstLine the line of the first
   */
  record Repeated(ScalarNode key, int firstLine) {}

  /** The keys that stood twice, once everything is merged. */
  List<Repeated> repeated() {
    return List.copyOf(repeated);
  }

  /** Does it everywhere below {@code node}; an alias can lead back to what contains it. */
  void merge(Node node) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case MappingNode mapping -> {
        mapping.getValue().forEach(tuple -> merge(tuple.getValueNode()));
        mapping.setValue(merged(mapping));
      }
      case SequenceNode list -> list.getValue().forEach(this::merge);
      default -> {}
    }
  }

  private List<NodeTuple> merged(MappingNode mapping) {
    var own = new LinkedHashMap<String, NodeTuple>();
    var bases = new ArrayList<Node>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple);
      if (key.equals(MERGE)) {
        bases.add(tuple.getValueNode());
      } else {
        notice(own.put(key, tuple), tuple);
      }
    }
    bases.forEach(base -> take(base, own));
    return List.copyOf(own.values());
  }

  private void take(Node base, Map<String, NodeTuple> own) {
    switch (base) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .filter(tuple -> !key(tuple).equals(MERGE))
              .forEach(tuple -> own.putIfAbsent(key(tuple), tuple));
      case SequenceNode list ->
          list.getValue().stream()
              .filter(MappingNode.class::isInstance)
              .forEach(item -> take(item, own));
      default -> {}
    }
  }

  private void notice(@Nullable NodeTuple first, NodeTuple second) {
    if (first != null && second.getKeyNode() instanceof ScalarNode key) {
      repeated.add(new Repeated(key, Yaml.line(first.getKeyNode())));
    }
  }

  /** A key that is no text is told from all others by where it stands. */
  private static String key(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key
        ? key.getValue()
        : tuple.getKeyNode().getStartMark().toString();
  }
}
