package dev.unthrottle.app.cli.template;

import dev.unthrottle.report.CheckReport.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The definition of a state machine, in Amazon States Language. */
final class Definition {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");

  private final Node root;
  private final Map<String, Node> substitutions;

  /** The file that it is in, {@code null} if its lines aren't those of any file. */
  private final @Nullable String file;

  private final Place whole;

  private Definition(
      Node root, Map<String, Node> substitutions, @Nullable String file, Place whole) {
    this.root = root;
    this.substitutions = substitutions;
    this.file = file;
    this.whole = whole;
  }

  /**
   * The definition of a state machine's resource.
   *
   * @throws TemplateException if it isn't here, or can't be read
   */
  static Definition of(Node resource, Template template) {
    Node properties = Yaml.at(resource, "Properties").orElse(resource);
    Map<String, Node> substitutions =
        new HashMap<>(Yaml.entriesAt(properties, "DefinitionSubstitutions"));
    Optional<Node> object = Yaml.at(properties, "Definition");
    if (object.isPresent()) {
      Place whole = template.place(object.get());
      return new Definition(object.get(), substitutions, template.file(), whole);
    }
    Optional<Node> text = Yaml.at(properties, "DefinitionString");
    if (text.isPresent()) {
      String written = written(text.get(), substitutions);
      Node root = TemplateReader.parse(written, "its text").root();
      return new Definition(root, substitutions, null, template.place(text.get()));
    }
    Path path =
        Yaml.at(properties, "DefinitionUri")
            .flatMap(Yaml::text)
            .map(template::beside)
            .filter(Files::isRegularFile)
            .orElseThrow(() -> new TemplateException("it is in no file beside the template."));
    return new Definition(read(path), substitutions, path.toString(), template.place(resource));
  }

  private static Node read(Path path) {
    try {
      return TemplateReader.read(path).root();
    } catch (IOException e) {
      throw new TemplateException("%s: %s.".formatted(path, e.getMessage()));
    }
  }

  /** A text in which <code>${Name.Attribute}</code> stands for what is only known later. */
  private static String written(Node node, Map<String, Node> substitutions) {
    Optional<Intrinsic> intrinsic = Intrinsic.in(node);
    if (intrinsic.isEmpty()) {
      return Yaml.text(node).orElse("");
    }
    List<Node> items = intrinsic.get().items();
    return switch (intrinsic.get().name()) {
      case "Sub" -> {
        if (items.size() > 1) {
          substitutions.putAll(Yaml.entries(items.get(1)));
        }
        yield intrinsic.get().text();
      }
      case "Join" ->
          items.size() < 2
              ? ""
              : Yaml.items(items.get(1)).stream()
                  .map(part -> written(part, substitutions))
                  .collect(Collectors.joining(Yaml.text(items.getFirst()).orElse("")));
      case "Ref" -> "${%s}".formatted(intrinsic.get().text());
      case "GetAtt" -> "${%s.Arn}".formatted(intrinsic.get().text().split("\\.", 2)[0]);
      default -> "${Unknown}";
    };
  }

  Node root() {
    return root;
  }

  /** Where a part of it stands; all of it where its lines aren't known. */
  Place place(Node node) {
    return file == null ? whole : new Place(file, Yaml.line(node));
  }

  /** Its states by name, with those inside of branches and maps. */
  Map<String, Node> states() {
    var states = new LinkedHashMap<String, Node>();
    collect(root, states);
    return states;
  }

  private static void collect(Node machine, Map<String, Node> states) {
    Yaml.entriesAt(machine, "States")
        .forEach((name, state) -> {
          states.put(name, state);
          var inside = new ArrayList<Node>();
          Yaml.at(state, "Branches").map(Yaml::items).ifPresent(inside::addAll);
          Yaml.at(state, "Iterator").ifPresent(inside::add);
          Yaml.at(state, "ItemProcessor").ifPresent(inside::add);
          inside.forEach(machineInside -> collect(machineInside, states));
        });
  }

  /** The functions that a part of it names. */
  Map<TemplateFunction, Boolean> functions(Node node, Functions functions) {
    var found = new LinkedHashMap<>(functions.in(node));
    Matcher variable = VARIABLE.matcher(Yaml.text(node).orElse(""));
    while (variable.find()) {
      Node substitution = substitutions.get(variable.group(1));
      found.putAll(
          substitution == null ? functions.inText(variable.group()) : functions.in(substitution));
    }
    return found;
  }

  /** What a part of it is set to. */
  Value value(Optional<Node> node, Template template) {
    if (node.isEmpty() || node.flatMap(Yaml::text).isEmpty()) {
      return template.value(node);
    }
    String text = node.flatMap(Yaml::text).orElse("");
    Place place = place(node.get());
    Matcher variable = VARIABLE.matcher(text);
    Value value =
        variable.matches() && substitutions.containsKey(variable.group(1))
            ? template.value(Optional.ofNullable(substitutions.get(variable.group(1))))
            : template.value(node);
    return value.at(place);
  }
}
