package dev.unthrottle.app.cli.template;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientConfigurationException;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.KnownSetting;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.diagnosis.check.Hazards;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.CheckReport.Place;
import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Checks everything that a template sets up around its functions. */
public final class TemplateCheck {

  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  private final Template template;
  private final ClientCatalog catalog;
  private final Hazards hazards;
  private final Map<String, TemplateFunction> functions = new LinkedHashMap<>();
  private final List<Checked> checked = new ArrayList<>();

  /** A check of {@code template}, by the clients of {@code catalog}. */
  public TemplateCheck(Template template, ClientCatalog catalog) {
    this.template = template;
    this.catalog = catalog;
    this.hazards = new Hazards(catalog);
    template
        .resources(TemplateFunction.SERVERLESS, TemplateFunction.PLAIN)
        .forEach((id, node) -> functions.put(id, new TemplateFunction(id, node, template)));
  }

  /** The functions' logical ids. */
  public Set<String> functions() {
    return functions.keySet();
  }

  /** The function of that logical id, as far as the template knows it. */
  public Optional<Setup.Target> target(String id) {
    return Optional.ofNullable(functions.get(id)).map(TemplateFunction::target);
  }

  /** Everything that was looked at, and what is wrong with it. */
  public List<Checked> run() {
    functions.values().forEach(this::function);
    functions.values().forEach(this::events);
    template.resources(MAPPING).values().forEach(this::mapping);
    functions.values().forEach(this::calls);
    return List.copyOf(checked);
  }

  /** A setup around one of the functions, which somebody else describes. */
  public Checked check(Setup setup) {
    TemplateFunction function = functions.get(setup.function().name());
    return checked(setup, function == null ? Map.of() : function.lines(), List.of());
  }

  private void function(TemplateFunction function) {
    Setup.Target target = function.target();
    var unknown = new ArrayList<Located>();
    if (target.timeout() == null) {
      notResolved("Timeout", function.id(), function.timeout(), Part.FUNCTION_TIMEOUT, unknown);
    }
    if (target.reserved() == null) {
      notResolved(
          "ReservedConcurrentExecutions",
          function.id(),
          function.reserved(),
          Part.RESERVED_CONCURRENCY,
          unknown);
    }
    checked.add(checked(target, function.lines(), unknown));
  }

  private void events(TemplateFunction function) {
    var gateways = new LinkedHashSet<CallerLimit>();
    for (Node event : function.events().values()) {
      switch (Yaml.at(event, "Type").flatMap(Yaml::text).orElse("")) {
        case "Api" -> gateways.add(gateway(CallerKind.API_GATEWAY_REST, event));
        case "HttpApi" -> gateways.add(gateway(CallerKind.API_GATEWAY_HTTP, event));
        case "SQS" ->
            Yaml.at(event, "Properties")
                .ifPresent(node -> queue(function, node, Yaml.at(node, "Queue")));
        default -> {}
      }
    }
    for (CallerLimit gateway : gateways) {
      checked.add(
          checked(new Setup.Gateway(function.target(), gateway), function.lines(), List.of()));
    }
  }

  private CallerLimit gateway(CallerKind kind, Node event) {
    Value timeout = template.value(Yaml.at(event, "Properties", "TimeoutInMillis"));
    return new CallerLimit(kind, timeout.as(Texts::millis).orElse(null), null);
  }

  private void mapping(Node resource) {
    Optional<Node> name = Yaml.at(resource, "Properties", "FunctionName");
    Optional<Node> source = Yaml.at(resource, "Properties", "EventSourceArn");
    for (TemplateFunction function : functions.values()) {
      if (name.filter(function::isNamedIn).isPresent()
          && source.flatMap(this::queueOf).isPresent()) {
        Yaml.at(resource, "Properties").ifPresent(node -> queue(function, node, source));
      }
    }
  }

  private Optional<Map.Entry<String, Node>> queueOf(Node arn) {
    Set<String> names = Yaml.references(arn);
    return template.resources(QUEUE).entrySet().stream()
        .filter(queue -> names.contains(queue.getKey()))
        .findFirst();
  }

  private void queue(TemplateFunction function, Node mapping, Optional<Node> arn) {
    Optional<Map.Entry<String, Node>> queue = arn.flatMap(this::queueOf);
    Value visibility =
        queue
            .map(entry ->
                template.value(Yaml.at(entry.getValue(), "Properties", "VisibilityTimeout")))
            .orElseGet(() -> elsewhere(arn, mapping));
    Value most = template.value(Yaml.at(mapping, "ScalingConfig", "MaximumConcurrency"));
    Value window = template.value(Yaml.at(mapping, "MaximumBatchingWindowInSeconds"));
    String name = queue.map(Map.Entry::getKey).orElse("a queue");
    var setup =
        new Setup.Queue(
            function.target(),
            name,
            visibility instanceof Value.Absent
                ? Polling.VISIBILITY
                : visibility.as(Texts::secondsOrZero).orElse(null),
            most.as(Texts::slots).orElse(null),
            window.as(Texts::secondsOrZero).orElse(Duration.ZERO));
    var unknown = new ArrayList<Located>();
    notResolvedIfUnknown("VisibilityTimeout", name, visibility, Part.VISIBILITY_TIMEOUT, unknown);
    notResolvedIfUnknown(
        "MaximumBatchingWindowInSeconds", name, window, Part.VISIBILITY_TIMEOUT, unknown);
    notResolvedIfUnknown("MaximumConcurrency", name, most, Part.MAXIMUM_CONCURRENCY, unknown);
    int here = Yaml.line(mapping);
    Map<Part, Integer> lines = function.lines();
    lines.put(
        Part.VISIBILITY_TIMEOUT,
        visibility.lineOr(queue.map(entry -> Yaml.line(entry.getValue())).orElse(here)));
    lines.put(Part.MAXIMUM_CONCURRENCY, most.lineOr(here));
    // A limit that isn't known is none that is missing.
    checked.add(
        most instanceof Value.Unknown
            ? withoutRule(HazardRule.QUEUE_CONCURRENCY_UNBOUNDED, checked(setup, lines, unknown))
            : checked(setup, lines, unknown));
  }

  private static Value elsewhere(Optional<Node> arn, Node mapping) {
    return new Value.Unknown(
        "a queue that isn't part of this template", Yaml.line(arn.orElse(mapping)));
  }

  private static Checked withoutRule(HazardRule rule, Checked one) {
    return new Checked(
        one.name(),
        one.rules().stream().filter(it -> it != rule).toList(),
        one.hazards().stream().filter(it -> it.hazard().rule() != rule).toList());
  }

  /** The functions that a function's environment names are those that it calls. */
  private void calls(TemplateFunction caller) {
    var seen = new LinkedHashSet<String>();
    caller
        .environment()
        .forEach((variable, node) ->
            functions.values().stream()
                .filter(callee -> callee != caller && callee.isNamedIn(node))
                .filter(callee -> seen.add(callee.id()))
                .forEach(callee -> call(caller, callee, variable, node)));
  }

  private void call(
      TemplateFunction caller, TemplateFunction callee, String variable, Node reference) {
    Map<Part, Integer> lines = callee.lines();
    lines.put(Part.CLIENT, Yaml.line(reference));
    lines.put(Part.CALLER_TIMEOUT, caller.timeout().lineOr(caller.line()));
    String name = "%s, called by %s (%s)".formatted(callee.id(), caller.id(), variable);
    ClientId id = caller.client();
    var unknown = new ArrayList<Located>();
    if (id == null) {
      var hazard =
          Hazard.notResolved(
              Part.CLIENT,
              "Which AWS client %s calls %s with: its runtime brings none along."
                  .formatted(caller.id(), callee.id()),
              "Check that call with --function %s --client ID@VERSION --caller lambda --caller-timeout TIME."
                  .formatted(callee.id()));
      checked.add(new Checked(name, List.of(), List.of(located(hazard, Yaml.line(reference)))));
      return;
    }
    ResolvedClient client = client(id, caller, lines, unknown);
    var limit = new CallerLimit(CallerKind.LAMBDA, caller.target().timeout(), null);
    Checked one = checked(new Setup.Call(callee.target(), client, limit, false), lines, unknown);
    checked.add(new Checked(name, one.rules(), one.hazards()));
  }

  /** The client with the settings that it reads from the function's environment. */
  private ResolvedClient client(
      ClientId id, TemplateFunction caller, Map<Part, Integer> lines, List<Located> unknown) {
    ResolvedClient defaults = catalog.resolve(ClientConfiguration.defaults(id, null));
    var settings = new LinkedHashMap<String, String>();
    Map<String, Node> environment = caller.environment();
    for (KnownSetting known : catalog.settings(defaults.variant())) {
      if (known.from().equals("environment") && environment.containsKey(known.name())) {
        Value value = template.value(Optional.ofNullable(environment.get(known.name())));
        lines.put(Part.CLIENT, value.lineOr(caller.line()));
        notResolvedIfUnknown(known.name(), caller.id(), value, Part.CLIENT, unknown);
        value.as(text -> text).ifPresent(text -> settings.put(known.name(), text));
      }
    }
    try {
      return catalog.resolve(new ClientConfiguration(id, null, null, null, null, null, settings));
    } catch (ClientConfigurationException e) {
      for (var problem : e.problems()) {
        var hazard =
            Hazard.notResolved(
                Part.CLIENT,
                "%s: %s".formatted(caller.id(), problem.sentence()),
                "Set what this client can read; its defaults were checked instead.");
        unknown.add(located(hazard, lines.getOrDefault(Part.CLIENT, caller.line())));
      }
      return defaults;
    }
  }

  private Checked checked(Setup setup, Map<Part, Integer> lines, List<Located> more) {
    var all = new ArrayList<Located>();
    for (Hazard hazard : hazards.of(setup)) {
      Integer line = lines.get(hazard.part());
      all.add(line == null ? new Located(hazard, null) : located(hazard, line));
    }
    all.addAll(more);
    return Checked.of(setup, all);
  }

  private void notResolvedIfUnknown(
      String property, String of, Value value, Part part, List<Located> unknown) {
    if (value instanceof Value.Unknown) {
      notResolved(property, of, value, part, unknown);
    }
  }

  private void notResolved(
      String property, String of, Value value, Part part, List<Located> unknown) {
    String found =
        switch (value) {
          case Value.Absent() -> "";
          case Value.Unknown(String expression, _) -> expression;
          case Value.Known(String text, _) -> text + ", which isn't a number that it can have";
        };
    if (!found.isEmpty()) {
      var hazard =
          Hazard.notResolved(
              part,
              "%s of %s is %s.".formatted(property, of, found),
              "Give a parameter a Default to have it checked.");
      unknown.add(located(hazard, value.lineOr(1)));
    }
  }

  private Located located(Hazard hazard, int line) {
    return new Located(hazard, new Place(template.file(), line));
  }
}
