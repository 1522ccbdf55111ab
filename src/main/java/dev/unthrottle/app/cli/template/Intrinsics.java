package dev.unthrottle.app.cli.template;

import dev.unthrottle.report.CheckReport.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What CloudFormation's functions come to before anything is deployed: with the parameters that are
 * given, else with their defaults.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>, checked 2026-11-23
 */
final class Intrinsics {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  /** A value that is fetched when the stack is deployed. */
  private static final String DYNAMIC = "{{resolve:";

  /** A parameter of such a type has the name of a value, and not the value. */
  private static final String FROM_STORE = "AWS::SSM::Parameter";

  /** No template nests deeper; what does leads back to itself. */
  private static final int DEEPEST = 40;

  private final String file;
  private final Map<String, String> given;
  private final Map<String, Node> parameters;
  private final Map<String, Node> mappings;
  private final Conditions conditions;

  Intrinsics(String file, Node root, Map<String, String> given) {
    this.file = file;
    this.given = given;
    this.parameters = Yaml.entriesAt(root, "Parameters");
    this.mappings = Yaml.entriesAt(root, "Mappings");
    this.conditions = new Conditions(Yaml.entriesAt(root, "Conditions"), this);
  }

  /** What {@code node} is set to. */
  Value value(Optional<Node> node) {
    return node.map(it -> value(it, 0)).orElse(new Value.Absent());
  }

  Value value(Node node, int depth) {
    if (depth > DEEPEST) {
      return unknown("an alias that leads back to itself", node);
    }
    Optional<Intrinsic> intrinsic = Intrinsic.in(node);
    if (intrinsic.isPresent()) {
      return called(intrinsic.get(), node, depth + 1);
    }
    return node instanceof ScalarNode scalar
        ? plain(scalar)
        : unknown(node instanceof SequenceNode ? "a list" : "a mapping", node);
  }

  private Value plain(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return new Value.Absent();
    }
    return text.contains(DYNAMIC) ? unknown(text, scalar) : known(text, scalar);
  }

  private Value called(Intrinsic intrinsic, Node node, int depth) {
    return switch (intrinsic.name()) {
      case "Ref" -> reference(intrinsic.text(), node);
      case "If" -> chosen(intrinsic, node, depth);
      case "FindInMap" -> found(intrinsic, node, depth);
      case "Sub" -> substituted(intrinsic, node, depth);
      case "Join" -> joined(intrinsic, node, depth);
      default -> unknown(intrinsic.shown(), node);
    };
  }

  private Value reference(String name, Node node) {
    if (name.equals("AWS::NoValue")) {
      return new Value.Absent();
    }
    return parameter(name)
        .<Value>map(text -> known(text, node))
        .orElseGet(() -> unknown("!Ref " + name, node));
  }

  /** The value of a parameter, as far as it is known. */
  private Optional<String> parameter(String name) {
    Node parameter = parameters.get(name);
    if (parameter == null || Yaml.textAt(parameter, "Type").startsWith(FROM_STORE)) {
      return Optional.empty();
    }
    return given.containsKey(name)
        ? Optional.ofNullable(given.get(name))
        : Yaml.at(parameter, "Default").flatMap(Yaml::text);
  }

  /** Where the condition isn't known, both ways may come to the same. */
  private Value chosen(Intrinsic intrinsic, Node node, int depth) {
    List<Node> items = intrinsic.items();
    if (items.size() != 3) {
      return unknown(intrinsic.shown(), node);
    }
    Value yes = value(items.get(1), depth);
    Value no = value(items.get(2), depth);
    return conditions
        .holds(Yaml.text(items.getFirst()).orElse(""), depth)
        .map(holds -> holds ? yes : no)
        .orElseGet(() ->
            yes.known().isPresent() && yes.known().equals(no.known())
                ? yes
                : unknown("!If %s".formatted(intrinsic.text()), node));
  }

  private Value found(Intrinsic intrinsic, Node node, int depth) {
    List<Node> items = intrinsic.items();
    if (items.size() < 3) {
      return unknown(intrinsic.shown(), node);
    }
    var path = new ArrayList<String>();
    for (Node key : items.subList(0, 3)) {
      Optional<String> text = value(key, depth).known();
      if (text.isEmpty()) {
        return unknown(intrinsic.shown(), node);
      }
      path.add(text.get());
    }
    return Optional.ofNullable(mappings.get(path.getFirst()))
        .flatMap(map -> Yaml.at(map, path.get(1), path.get(2)))
        .map(value -> value(value, depth))
        .orElseGet(() -> unknown(intrinsic.shown(), node));
  }

  private Value substituted(Intrinsic intrinsic, Node node, int depth) {
    Map<String, Node> variables =
        intrinsic.items().size() > 1 ? Yaml.entries(intrinsic.items().get(1)) : Map.of();
    var text = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(intrinsic.text());
    while (matcher.find()) {
      Optional<String> value =
          matcher.group(1).isEmpty()
              ? variable(matcher.group(2), variables, depth)
              : Optional.of("${" + matcher.group(2) + "}");
      if (value.isEmpty()) {
        return unknown("!Sub " + intrinsic.text(), node);
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(value.get()));
    }
    return known(matcher.appendTail(text).toString(), node);
  }

  private Optional<String> variable(String name, Map<String, Node> variables, int depth) {
    Node variable = variables.get(name);
    return variable == null ? parameter(name) : value(variable, depth).known();
  }

  private Value joined(Intrinsic intrinsic, Node node, int depth) {
    List<Node> items = intrinsic.items();
    if (items.size() != 2) {
      return unknown(intrinsic.shown(), node);
    }
    var parts = new ArrayList<String>();
    for (Node part : Yaml.items(items.get(1))) {
      Optional<String> text = value(part, depth).known();
      if (text.isEmpty()) {
        return unknown(intrinsic.shown(), node);
      }
      parts.add(text.get());
    }
    return known(String.join(Yaml.text(items.getFirst()).orElse(""), parts), node);
  }

  private Value known(String text, Node node) {
    return new Value.Known(text, place(node));
  }

  private Value unknown(String expression, Node node) {
    return new Value.Unknown(expression, place(node));
  }

  private Place place(Node node) {
    return new Place(file, Yaml.line(node));
  }
}
