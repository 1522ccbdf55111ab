package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Reading.Seen;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** What a template sets up about a function itself, whoever invokes it. */
final class FunctionSetups {

  private static final String EVENT_CONFIG = "AWS::Lambda::EventInvokeConfig";
  private static final String CONCURRENCY = "ProvisionedConcurrencyConfig";
  private static final String EXECUTIONS = "ProvisionedConcurrentExecutions";

  private final Template template;
  private final Functions functions;

  FunctionSetups(Template template, Functions functions) {
    this.template = template;
    this.functions = functions;
  }

  /** Each function alone, with notes about what isn't known of it. */
  List<Seen> targets() {
    return functions.all().stream().map(this::target).toList();
  }

  private Seen target(TemplateFunction function) {
    Reading reading = Reading.around(function);
    reading.read(
        Part.FUNCTION_TIMEOUT,
        "Timeout of " + function.id(),
        function.timeout(),
        Duration.ZERO,
        Texts::seconds);
    reading.read(
        Part.RESERVED_CONCURRENCY,
        "ReservedConcurrentExecutions of " + function.id(),
        function.reserved(),
        0,
        Texts::slots);
    return reading.seen(function.target());
  }

  /** How long events wait in Lambda's own queue. */
  List<Seen> events() {
    var seen = new ArrayList<Seen>();
    for (TemplateFunction function : functions.all()) {
      function.node("EventInvokeConfig").ifPresent(config -> seen.add(events(function, config)));
    }
    for (Node resource : template.resources(EVENT_CONFIG).values()) {
      Yaml.at(resource, "Properties", "FunctionName")
          .map(functions::in)
          .orElse(Map.of())
          .keySet()
          .forEach(function ->
              Yaml.at(resource, "Properties")
                  .ifPresent(config -> seen.add(events(function, config))));
    }
    return seen;
  }

  private Seen events(TemplateFunction function, Node config) {
    Reading reading = Reading.around(function);
    Duration age =
        reading.read(
            Part.EVENT_AGE,
            "MaximumEventAgeInSeconds of " + function.id(),
            template.value(Yaml.at(config, "MaximumEventAgeInSeconds")),
            Setup.Asynchronous.LONGEST_AGE,
            Texts::seconds);
    return reading.seen(new Setup.Asynchronous(function.target(), age));
  }

  /** What versions and aliases keep of a function's slots. */
  List<Seen> provisioned(Map<TemplateFunction, Place> callersOfLatest) {
    var slots = new LinkedHashMap<TemplateFunction, Integer>();
    var readings = new LinkedHashMap<TemplateFunction, Reading>();
    for (TemplateFunction function : functions.all()) {
      add(function, function.property(CONCURRENCY, EXECUTIONS), slots, readings);
    }
    for (Node resource : template.resources(Functions.ALIAS, Functions.VERSION).values()) {
      Value executions = template.value(Yaml.at(resource, "Properties", CONCURRENCY, EXECUTIONS));
      Yaml.at(resource, "Properties", "FunctionName")
          .map(functions::in)
          .orElse(Map.of())
          .keySet()
          .forEach(function -> add(function, executions, slots, readings));
    }
    return slots.entrySet().stream()
        .map(entry -> provisioned(entry.getKey(), entry.getValue(), readings, callersOfLatest))
        .toList();
  }

  private void add(
      TemplateFunction function,
      Value executions,
      Map<TemplateFunction, Integer> slots,
      Map<TemplateFunction, Reading> readings) {
    if (!(executions instanceof Value.Absent)) {
      Integer read =
          readings
              .computeIfAbsent(function, Reading::around)
              .read(
                  Part.PROVISIONED_CONCURRENCY,
                  EXECUTIONS + " of " + function.id(),
                  executions,
                  0,
                  Texts::slots);
      slots.merge(function, read == null ? 0 : read, Integer::sum);
    }
  }

  private static Seen provisioned(
      TemplateFunction function,
      int slots,
      Map<TemplateFunction, Reading> readings,
      Map<TemplateFunction, Place> callersOfLatest) {
    Reading reading = readings.getOrDefault(function, Reading.around(function));
    Place caller = callersOfLatest.get(function);
    if (caller != null) {
      reading.at(Part.LATEST, caller);
    }
    return reading.seen(new Setup.Provisioned(function.target(), slots, caller != null));
  }
}
