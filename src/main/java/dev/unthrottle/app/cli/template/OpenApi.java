package dev.unthrottle.app.cli.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds API Gateway's integrations in an OpenAPI document, wherever its parts are. */
final class OpenApi {

  private static final String ONE = "x-amazon-apigateway-integration";
  private static final String SHARED = "x-amazon-apigateway-integrations";

  private final Template template;
  private final Map<Node, String> found = new LinkedHashMap<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  OpenApi(Template template) {
    this.template = template;
  }

  /** Each integration below {@code document}, and the file in which it stands. */
  Map<Node, String> integrations(Node document) {
    collect(document, template.file());
    return found;
  }

  /** An alias can lead back to what contains it, so each node is looked at once. */
  private void collect(Node node, String file) {
    if (!seen.add(node)) {
      return;
    }
    switch (node) {
      case MappingNode _ -> Yaml.entries(node).forEach((key, value) -> entry(key, value, file));
      case SequenceNode list -> list.getValue().forEach(item -> collect(item, file));
      default -> {}
    }
  }

  private void entry(String key, Node value, String file) {
    switch (key) {
      case ONE -> found.put(value, file);
      case SHARED -> Yaml.entries(value).values().forEach(one -> found.put(one, file));
      case "Fn::Transform" ->
          included(value).ifPresent(path -> collect(read(path), path.toString()));
      default -> collect(value, file);
    }
  }

  /** The file beside the template that {@code AWS::Include} puts here. */
  private Optional<Path> included(Node transform) {
    return Optional.of(transform)
        .filter(it -> Yaml.textAt(it, "Name").equals("AWS::Include"))
        .flatMap(it -> template.value(Yaml.at(it, "Parameters", "Location")).known())
        .filter(location -> !location.contains("://"))
        .map(template::beside)
        .filter(Files::isRegularFile);
  }

  private static Node read(Path path) {
    try {
      return TemplateReader.read(path).root();
    } catch (IOException e) {
      throw new TemplateException("%s: it can't be read: %s.".formatted(path, e.getMessage()));
    }
  }
}
