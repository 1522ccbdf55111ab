package dev.unthrottle.app.cli.template;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.CallDeclaration;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.Problem;
import dev.unthrottle.app.ProblemException;
import dev.unthrottle.client.ClientCatalog;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads what a resource's {@code Metadata} declares to this check. */
final class Declarations {

  static final String KEY = "Unthrottle";

  private Declarations() {}

  /**
   * What {@code resource} declares.
   *
   * @throws TemplateException if it declares what can't be
   */
  static CallDeclaration of(Node resource, Template template, ClientCatalog catalog) {
    return Yaml.at(resource, "Metadata", KEY)
        .map(node -> read(node, template, catalog))
        .orElse(CallDeclaration.NONE);
  }

  private static CallDeclaration read(Node node, Template template, ClientCatalog catalog) {
    var findings = new Findings();
    CallDeclaration declared = CallDeclaration.read(json(node), catalog, findings);
    try {
      findings.refuseIfAny();
    } catch (ProblemException e) {
      throw new TemplateException(
          e.problem().findings().stream()
              .map(finding -> sentence(finding, node, template))
              .collect(Collectors.joining(" ")));
    }
    return declared;
  }

  private static String sentence(Problem.Finding finding, Node node, Template template) {
    return "%s: Metadata.%s%s: %s%s"
        .formatted(
            template.place(node),
            KEY,
            finding.pointer().replace('/', '.'),
            finding.rule(),
            finding.found() == null ? "" : " Found: " + finding.found());
  }

  private static JsonNode json(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode list -> {
        var items = instance.arrayNode();
        list.getValue().forEach(item -> items.add(json(item)));
        yield items;
      }
      case MappingNode _ -> {
        var fields = instance.objectNode();
        Yaml.entries(node).forEach((key, value) -> fields.set(key, json(value)));
        yield fields;
      }
      default -> instance.nullNode();
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.BOOL)) {
      return instance.booleanNode(Boolean.parseBoolean(text));
    }
    Integer number = scalar.getTag().equals(Tag.INT) ? Texts.slots(text) : null;
    return number == null ? instance.textNode(text) : instance.numberNode(number);
  }
}
