package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.References.Reference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The functions of a template, found by whatever names them. */
final class Functions {

  static final String ALIAS = "AWS::Lambda::Alias";
  static final String VERSION = "AWS::Lambda::Version";

  private final Map<String, TemplateFunction> byId = new LinkedHashMap<>();
  private final Map<String, TemplateFunction> byName = new LinkedHashMap<>();

  /** What stands for a version of a function. */
  private final Map<String, TemplateFunction> published = new LinkedHashMap<>();

  Functions(Template template) {
    template
        .resources(TemplateFunction.SERVERLESS, TemplateFunction.PLAIN)
        .forEach((id, node) -> add(new TemplateFunction(id, node, template)));
    template
        .resources(ALIAS, VERSION)
        .forEach((id, node) -> {
          Optional<Node> name = Yaml.at(node, "Properties", "FunctionName");
          name.flatMap(it -> in(it).keySet().stream().findFirst())
              .ifPresent(function -> published.put(id, function));
        });
  }

  private void add(TemplateFunction function) {
    byId.put(function.id(), function);
    function.property("FunctionName").known().ifPresent(name -> byName.put(name, function));
    // What SAM calls the alias that it adds.
    function
        .property("AutoPublishAlias")
        .known()
        .ifPresent(alias -> published.put(function.id() + "Alias" + alias, function));
  }

  Collection<TemplateFunction> all() {
    return byId.values();
  }

  Set<String> ids() {
    return byId.keySet();
  }

  Optional<TemplateFunction> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The functions that {@code node} names, and whether it means a version or an alias of each. */
  Map<TemplateFunction, Boolean> in(Node node) {
    return named(References.in(node));
  }

  /** The same, for what a text names. */
  Map<TemplateFunction, Boolean> inText(String text) {
    return named(References.inText(text));
  }

  private Map<TemplateFunction, Boolean> named(Set<Reference> references) {
    var found = new LinkedHashMap<TemplateFunction, Boolean>();
    for (Reference reference : references) {
      @Nullable TemplateFunction function =
          (reference.byName() ? byName : byId).get(reference.id());
      @Nullable TemplateFunction version =
          reference.byName() ? null : published.get(reference.id());
      if (function != null) {
        found.merge(function, reference.qualified(), Boolean::logicalOr);
      } else if (version != null) {
        found.put(version, true);
      }
    }
    return found;
  }
}
