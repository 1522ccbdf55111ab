package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Merging.Repeated;
import dev.unthrottle.app.cli.template.Reading.Seen;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.diagnosis.check.Hazards;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Checks everything that a template sets up around its functions. */
public final class TemplateCheck {

  private final Template template;
  private final ClientCatalog catalog;
  private final Hazards hazards;
  private final Functions functions;

  /** A check of {@code template}, by the clients of {@code catalog}. */
  public TemplateCheck(Template template, ClientCatalog catalog) {
    this.template = template;
    this.catalog = catalog;
    this.hazards = new Hazards(catalog);
    this.functions = new Functions(template);
  }

  /** The template's file, as it was given. */
  public Path path() {
    return template.path();
  }

  /** The functions' logical ids. */
  public Set<String> functions() {
    return functions.ids();
  }

  /** The function of that logical id, as far as the template knows it. */
  public Optional<Setup.Target> target(String id) {
    return functions.find(id).map(TemplateFunction::target);
  }

  /**
   * Everything that was looked at, and what is wrong with it.
   *
   * @param others templates that are checked as well, so nobody has to be told to
   * @throws TemplateException if a part of it can't be read
   */
  public List<Checked> run(Collection<Path> others) {
    var own = new FunctionSetups(template, functions);
    var calls = new CallSetups(template, functions, catalog);
    var workflows = new WorkflowSetups(template, functions);
    List<CallSetups.Call> made = calls.all();
    var checked = new ArrayList<Checked>();
    own.targets().forEach(seen -> checked.add(check(seen)));
    own.provisioned(calls.callersOfLatest()).forEach(seen -> checked.add(check(seen)));
    own.events().forEach(seen -> checked.add(check(seen)));
    new GatewaySetups(template, functions).all().forEach(seen -> checked.add(check(seen)));
    new QueueSetups(template, functions).all().forEach(seen -> checked.add(check(seen)));
    workflows.all().forEach(seen -> checked.add(check(seen)));
    made.forEach(
        call -> checked.add(check(call.name(), call.seen(), Set.of(call.caller(), call.callee()))));
    asAWhole(others, workflows.notLookedAt()).ifPresent(checked::add);
    return checked;
  }

  /** A setup around one of the functions, which somebody else describes. */
  public Checked check(Setup setup) {
    TemplateFunction function = functions.find(setup.function().name()).orElseThrow();
    return check(Reading.around(function).seen(setup));
  }

  private Checked check(Seen seen) {
    return check(
        seen.setup().name(),
        seen,
        functions.find(seen.setup().function().name()).map(Set::of).orElse(Set.of()));
  }

  private Checked check(String name, Seen seen, Set<TemplateFunction> concerned) {
    var all = new ArrayList<Located>();
    for (Hazard hazard : hazards.of(seen.setup())) {
      all.add(new Located(hazard, seen.reading().place(hazard.part())));
    }
    all.addAll(seen.reading().unknown());
    return Checked.of(seen.setup(), all).named(name).ignoring(ignored(concerned));
  }

  private Set<HazardRule> ignored(Set<TemplateFunction> concerned) {
    var ignored = new LinkedHashSet<HazardRule>();
    concerned.forEach(function ->
        ignored.addAll(Declarations.of(function.resource(), template, catalog).ignore()));
    return ignored;
  }

  /** What the template only becomes when it is deployed, and what it says twice. */
  private Optional<Checked> asAWhole(Collection<Path> others, List<Located> more) {
    var notes = new ArrayList<>(more);
    template.macros().forEach(macro -> notes.add(macro(macro)));
    notes.addAll(nested("AWS::CloudFormation::Stack", "TemplateURL", others));
    notes.addAll(nested("AWS::Serverless::Application", "Location", others));
    template.repeated().forEach(key -> notes.add(repeated(key)));
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Checked(template.file(), List.of(), notes, List.of()));
  }

  private Located macro(Map.Entry<String, Node> macro) {
    return note(
        macro.getKey() + " makes resources that don't stand here.",
        "Check the template that it is expanded to.",
        macro.getValue());
  }

  /** The nested stacks whose templates are files that nobody checks. */
  private List<Located> nested(String type, String property, Collection<Path> others) {
    var notes = new ArrayList<Located>();
    template
        .resources(type)
        .forEach((id, resource) ->
            template
                .value(Yaml.at(resource, "Properties", property))
                .known()
                .filter(location -> !location.contains("://"))
                .map(location -> template.beside(location).normalize())
                .filter(path -> !others.contains(path))
                .ifPresent(path -> notes.add(nested(id, resource, path))));
    return notes;
  }

  private Located nested(String id, Node resource, Path path) {
    return note(
        "%s is a stack of its own, with the template %s.".formatted(id, path),
        "Check that one too: --template may be repeated.",
        resource);
  }

  private Located repeated(Repeated repeated) {
    return new Located(
        Hazard.keyStandsTwice(repeated.key().getValue(), repeated.firstLine()),
        template.place(repeated.key()));
  }

  private Located note(String found, String fix, Node node) {
    return new Located(Hazard.notResolved(Part.WHOLE, found, fix), template.place(node));
  }
}
