package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Merging.Repeated;
import dev.unthrottle.app.cli.template.TemplateReader.Document;
import dev.unthrottle.report.CheckReport.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A CloudFormation or SAM template, in YAML or JSON. Parameters stand for what they are given, else
 * for their defaults; what else is only known once the stack is deployed stays unknown.
 */
public final class Template {

  private final String file;
  private final Node root;
  private final List<Repeated> repeated;
  private final Map<String, Node> resources;
  private final Map<String, Map<String, Node>> byType = new LinkedHashMap<>();
  private final Intrinsics intrinsics;

  private Template(String file, Document document, Map<String, String> parameters) {
    this.file = file;
    this.root = document.root();
    this.repeated = document.repeated();
    this.resources = Yaml.entriesAt(root, "Resources");
    this.intrinsics = new Intrinsics(file, root, parameters);
    resources.forEach((id, resource) ->
        byType
            .computeIfAbsent(Yaml.textAt(resource, "Type"), _ -> new LinkedHashMap<>())
            .put(id, resource));
  }

  /**
   * Reads a template.
   *
   * @param parameters values of its parameters that aren't their defaults
   * @throws TemplateException if it isn't one
   */
  public static Template read(Path path, Map<String, String> parameters) throws IOException {
    return of(TemplateReader.read(path), path.toString(), parameters);
  }

  private static Template of(Document document, String file, Map<String, String> parameters) {
    var template = new Template(file, document, parameters);
    if (template.resources.isEmpty()) {
      throw new TemplateException(file + ": a template has Resources.");
    }
    return template;
  }

  /** The names of its parameters. */
  public Set<String> parameters() {
    return Yaml.entriesAt(root, "Parameters").keySet();
  }

  /** The file, as it was given. */
  public Path path() {
    return Path.of(file);
  }

  String file() {
    return file;
  }

  /** Where a node stands. */
  Place place(Node node) {
    return new Place(file, Yaml.line(node));
  }

  /** A file that a template names by a path that is relative to itself. */
  Path beside(String path) {
    Path folder = Path.of(file).getParent();
    return folder == null ? Path.of(path) : folder.resolve(path);
  }

  /** The resources of some types, by logical id, in the file's order within each type. */
  Map<String, Node> resources(String... types) {
    var some = new LinkedHashMap<String, Node>();
    for (String type : types) {
      some.putAll(byType.getOrDefault(type, Map.of()));
    }
    return some;
  }

  /** The resource of that logical id, if it has that type. */
  Optional<Node> resource(String type, String id) {
    return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
  }

  /** What stands among the resources and only becomes some when a macro is run. */
  List<Map.Entry<String, Node>> macros() {
    var macros = new ArrayList<Map.Entry<String, Node>>();
    resources.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("Fn::"))
        .forEach(macros::add);
    return macros;
  }

  /** The keys that stand twice, anywhere. */
  List<Repeated> repeated() {
    return repeated;
  }

  /** What SAM's {@code Globals} say about functions. */
  Optional<Node> globalsOfFunctions() {
    return Yaml.at(root, "Globals", "Function");
  }

  /** What {@code node} is set to. */
  Value value(Optional<Node> node) {
    return intrinsics.value(node);
  }
}
