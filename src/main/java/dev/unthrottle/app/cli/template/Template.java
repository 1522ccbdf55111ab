package dev.unthrottle.app.cli.template;

import dev.unthrottle.client.Quote;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A CloudFormation or SAM template, in YAML or JSON. Parameters stand for their defaults; what else
 * is only known once the stack is deployed stays unknown.
 */
public final class Template {

  /**
   * CloudFormation takes 1 MB from S3; a few more are read, since what comes from a file may be
   * packaged later.
   */
  private static final int LONGEST_FILE = 4_000_000;

  private final String file;
  private final Node root;
  private final Map<String, Node> resources;

  private Template(String file, Node root) {
    this.file = file;
    this.root = root;
    this.resources = Yaml.at(root, "Resources").map(Yaml::entries).orElse(Map.of());
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it isn't one
   */
  public static Template read(Path path) throws IOException {
    try {
      return parse(Files.readString(path), path.toString());
    } catch (MalformedInputException e) {
      throw new TemplateException(path + ": not a text in UTF-8.");
    }
  }

  /** The same, of a text. */
  static Template parse(String text, String file) {
    var template = new Template(file, compose(text, file));
    if (template.resources.isEmpty()) {
      throw new TemplateException(file + ": a template has Resources.");
    }
    return template;
  }

  private static Node compose(String text, String file) {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST_FILE);
    try {
      Node root = new org.yaml.snakeyaml.Yaml(limits).compose(new StringReader(text));
      if (root instanceof MappingNode) {
        return root;
      }
      throw new TemplateException(file + ": a template is a mapping with Resources.");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new TemplateException("%s:%d: not YAML: %s.".formatted(file, line, e.getProblem()));
    } catch (YAMLException e) {
      throw new TemplateException("%s: not YAML: %s.".formatted(file, Quote.of(e.toString())));
    }
  }

  String file() {
    return file;
  }

  /** The resources of some types, by logical id, in the file's order. */
  Map<String, Node> resources(String... types) {
    var some = new LinkedHashMap<String, Node>();
    resources.forEach((id, resource) -> {
      String type = Yaml.at(resource, "Type").flatMap(Yaml::text).orElse("");
      if (List.of(types).contains(type)) {
        some.put(id, resource);
      }
    });
    return some;
  }

  /** What SAM's {@code Globals} say about functions. */
  Optional<Node> globalsOfFunctions() {
    return Yaml.at(root, "Globals", "Function");
  }

  /** What {@code node} is set to. */
  Value value(Optional<Node> node) {
    return node.map(this::value).orElse(new Value.Absent());
  }

  private Value value(Node node) {
    int line = Yaml.line(node);
    if (node instanceof ScalarNode scalar) {
      String tag = scalar.getTag().getValue();
      if (tag.equals("!Ref")) {
        return reference(scalar.getValue(), line);
      }
      return tag.startsWith("!")
          ? new Value.Unknown(tag + " " + scalar.getValue(), line)
          : new Value.Known(scalar.getValue(), line);
    }
    return Yaml.at(node, "Ref")
        .flatMap(Yaml::text)
        .map(name -> reference(name, line))
        .orElseGet(() -> new Value.Unknown(function(node), line));
  }

  private Value reference(String name, int line) {
    if (name.equals("AWS::NoValue")) {
      return new Value.Absent();
    }
    return Yaml.at(root, "Parameters", name, "Default")
        .flatMap(Yaml::text)
        .<Value>map(text -> new Value.Known(text, line))
        .orElse(new Value.Unknown("!Ref " + name, line));
  }

  /** The intrinsic function that a node calls, by name. */
  private static String function(Node node) {
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return tag + " […]";
    }
    return Yaml.entries(node).keySet().stream()
        .findFirst()
        .map(key -> key.replace("Fn::", "!") + " […]")
        .orElse("a list");
  }
}
