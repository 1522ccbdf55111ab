package dev.unthrottle.app.cli.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds what a node names: resources, parameters, and functions by their own names. */
final class References {

  /** {@code ${Name}} and {@code ${Name.Attribute}} in a text, and a qualifier behind it. */
  private static final Pattern IN_TEXT =
      Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.([A-Za-z0-9.]+))?}(:[A-Za-z0-9$_-]+)?");

  private static final Pattern ARN =
      Pattern.compile(":function:([A-Za-z0-9_-]+)(:[A-Za-z0-9$_-]+)?");

  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-]{1,64})(:[A-Za-z0-9$_-]+)?");

  private final Set<Reference> found = new LinkedHashSet<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private References() {}

  /**
   * Something that is named.
   *
   * @param id the logical id, or the function's own name
   * @param byName whether it is the function's own name
   * @param qualified whether a version or an alias of it is meant
   */
  record Reference(String id, boolean byName, boolean qualified) {}

  /** All that is named anywhere in {@code node}, in its order. */
  static Set<Reference> in(Node node) {
    var references = new References();
    references.collect(node);
    return references.found;
  }

  /** All that {@code text} names between <code>${</code> and <code>}</code>, or as an ARN. */
  static Set<Reference> inText(String text) {
    var references = new References();
    references.substituted(text);
    return references.found;
  }

  /** The logical ids that are named anywhere in {@code node}. */
  static Set<String> ids(Node node) {
    var ids = new LinkedHashSet<String>();
    in(node).stream().filter(it -> !it.byName()).forEach(it -> ids.add(it.id()));
    return ids;
  }

  /** An alias can lead back to what contains it, so each node is looked at once. */
  private void collect(Node node) {
    if (!seen.add(node)) {
      return;
    }
    Intrinsic.in(node).ifPresent(this::collect);
    switch (node) {
      case ScalarNode scalar -> {
        if (Intrinsic.in(scalar).isEmpty()) {
          named(scalar.getValue());
        }
      }
      case SequenceNode list -> list.getValue().forEach(this::collect);
      case MappingNode _ -> Yaml.entries(node).values().forEach(this::collect);
      default -> {}
    }
  }

  private void collect(Intrinsic intrinsic) {
    switch (intrinsic.name()) {
      case "Ref" -> attribute(intrinsic.text());
      case "GetAtt" -> {
        String second =
            intrinsic.items().size() > 1
                ? "." + Yaml.text(intrinsic.items().get(1)).orElse("")
                : "";
        attribute(intrinsic.text() + second);
      }
      case "Sub" -> substituted(intrinsic.text());
      default -> {}
    }
  }

  private void attribute(String dotted) {
    String[] parts = dotted.split("\\.", 2);
    found.add(new Reference(parts[0], false, parts.length > 1 && qualifies(parts[1])));
  }

  /** The attributes of SAM's functions that stand for what it publishes. */
  private static boolean qualifies(String attribute) {
    return attribute.equals("Alias") || attribute.equals("Version");
  }

  private void substituted(String text) {
    Matcher matcher = IN_TEXT.matcher(text);
    while (matcher.find()) {
      String attribute = matcher.group(2);
      boolean qualified = attribute != null && qualifies(attribute);
      found.add(new Reference(matcher.group(1), false, qualified || matcher.group(3) != null));
    }
    named(text);
  }

  private void named(String text) {
    Matcher arn = ARN.matcher(text);
    boolean some = false;
    while (arn.find()) {
      found.add(new Reference(arn.group(1), true, arn.group(2) != null));
      some = true;
    }
    Matcher name = NAME.matcher(text);
    if (!some && name.matches()) {
      found.add(new Reference(name.group(1), true, name.group(2) != null));
    }
  }
}
