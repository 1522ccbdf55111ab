package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Reading.Seen;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Place;
import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The SQS queues whose messages a template's functions take. */
final class QueueSetups {

  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  private final Template template;
  private final Functions functions;

  QueueSetups(Template template, Functions functions) {
    this.template = template;
    this.functions = functions;
  }

  /**
   * A queue's event source.
   *
   * @param properties those of the event source mapping
   * @param arn what names the queue
   */
  private record Source(Node properties, Optional<Node> arn) {}

  /** Each queue of each function. */
  List<Seen> all() {
    var sources = new LinkedHashMap<TemplateFunction, List<Source>>();
    functions.all().forEach(function -> events(function, sources));
    template.resources(MAPPING).values().forEach(resource -> mapping(resource, sources));
    var seen = new ArrayList<Seen>();
    sources.forEach((function, all) ->
        all.stream()
            .filter(source -> !off(source))
            .forEach(source -> seen.add(seen(function, source, all))));
    return seen;
  }

  private static void events(
      TemplateFunction function, Map<TemplateFunction, List<Source>> sources) {
    for (Node event : function.events().values()) {
      if (Yaml.textAt(event, "Type").equals("SQS")) {
        Yaml.at(event, "Properties")
            .ifPresent(node ->
                sources
                    .computeIfAbsent(function, _ -> new ArrayList<>())
                    .add(new Source(node, Yaml.at(node, "Queue"))));
      }
    }
  }

  private void mapping(Node resource, Map<TemplateFunction, List<Source>> sources) {
    Node properties = Yaml.at(resource, "Properties").orElse(resource);
    Optional<Node> arn = Yaml.at(properties, "EventSourceArn");
    if (arn.flatMap(this::queue).isPresent()) {
      Yaml.at(properties, "FunctionName")
          .map(functions::in)
          .orElse(Map.of())
          .keySet()
          .forEach(function ->
              sources
                  .computeIfAbsent(function, _ -> new ArrayList<>())
                  .add(new Source(properties, arn)));
    }
  }

  private Optional<Map.Entry<String, Node>> queue(Node arn) {
    return References.ids(arn).stream()
        .flatMap(id -> template.resource(QUEUE, id).map(node -> Map.entry(id, node)).stream())
        .findFirst();
  }

  private boolean off(Source source) {
    return template
        .value(Yaml.at(source.properties, "Enabled"))
        .known()
        .filter("false"::equals)
        .isPresent();
  }

  private Seen seen(TemplateFunction function, Source source, List<Source> all) {
    Optional<Map.Entry<String, Node>> queue = source.arn.flatMap(this::queue);
    String name = queue.map(Map.Entry::getKey).orElse("a queue");
    Reading reading = Reading.around(function);
    Place here = template.place(source.properties);
    reading.at(
        Part.VISIBILITY_TIMEOUT, queue.map(entry -> template.place(entry.getValue())).orElse(here));
    reading.at(Part.MAXIMUM_CONCURRENCY, here);
    Duration window =
        reading.read(
            Part.MAXIMUM_CONCURRENCY,
            "MaximumBatchingWindowInSeconds of " + name,
            template.value(Yaml.at(source.properties, "MaximumBatchingWindowInSeconds")),
            Duration.ZERO,
            Texts::secondsOrZero);
    Duration visibility =
        reading.read(
            Part.VISIBILITY_TIMEOUT,
            "VisibilityTimeout of " + name,
            queue
                .map(
                    it -> template.value(Yaml.at(it.getValue(), "Properties", "VisibilityTimeout")))
                .orElseGet(() -> elsewhere(source)),
            Polling.VISIBILITY,
            Texts::secondsOrZero);
    reading.at(Part.MAXIMUM_CONCURRENCY, here);
    Integer most =
        reading.read(
            Part.MAXIMUM_CONCURRENCY,
            "MaximumConcurrency of " + name,
            most(source),
            Setup.Queue.UNBOUNDED,
            Texts::slots);
    return reading.seen(
        new Setup.Queue(
            function.target(),
            name,
            visibility,
            most,
            window == null ? Duration.ZERO : window,
            others(source, all)));
  }

  private Value most(Source source) {
    Value pollers =
        template.value(Yaml.at(source.properties, "ProvisionedPollerConfig", "MaximumPollers"));
    return switch (pollers) {
      case Value.Known(String text, Place place) -> {
        Integer number = Texts.slots(text);
        yield new Value.Known(
            number == null ? text : String.valueOf(number * Setup.Queue.A_POLLERS_EXECUTIONS),
            place);
      }
      case Value.Absent(), Value.Unknown _ ->
          template.value(Yaml.at(source.properties, "ScalingConfig", "MaximumConcurrency"));
    };
  }

  /** What the function's other queues may start, as far as they are limited. */
  private int others(Source source, List<Source> all) {
    int together = all.stream().filter(it -> !off(it)).mapToInt(this::limited).sum();
    return together - limited(source);
  }

  private int limited(Source source) {
    return most(source).as(Texts::slots).orElse(0);
  }

  private Value elsewhere(Source source) {
    return new Value.Unknown(
        "that of a queue that isn't part of this template",
        template.place(source.arn.orElse(source.properties)));
  }
}
