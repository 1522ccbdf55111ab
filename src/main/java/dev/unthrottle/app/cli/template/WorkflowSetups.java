package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Reading.Seen;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The tasks of a template's workflows that run its functions. */
final class WorkflowSetups {

  private static final String PLAIN = "AWS::StepFunctions::StateMachine";
  private static final String SERVERLESS = "AWS::Serverless::StateMachine";

  /** Step Functions' own way to invoke a function, without waiting for a token. */
  private static final Pattern INVOKE = Pattern.compile(".*:states:::(aws-sdk:)?lambda:invoke");

  /**
   * The errors that a state meets which takes too long, and where Lambda refuses; {@code
   * States.TaskFailed} is every error but a timeout.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling
   *     errors in Step Functions workflows</a>, checked 2026-11-23
   */
  private static final Set<String> TIMEOUT = Set.of("States.ALL", "States.Timeout");

  private static final Set<String> REFUSAL =
      Set.of("States.ALL", "States.TaskFailed", "Lambda.TooManyRequestsException");

  private final Template template;
  private final Functions functions;
  private final List<Located> notLookedAt = new ArrayList<>();

  WorkflowSetups(Template template, Functions functions) {
    this.template = template;
    this.functions = functions;
  }

  /** Each task that waits for a function. */
  List<Seen> all() {
    var seen = new ArrayList<Seen>();
    template
        .resources(PLAIN, SERVERLESS)
        .forEach(
            (id, resource) -> workflow(id, resource).ifPresent(workflow -> workflow.addTo(seen)));
    return seen;
  }

  /** The workflows whose definitions couldn't be looked at; after {@link #all}. */
  List<Located> notLookedAt() {
    return notLookedAt;
  }

  private Optional<Workflow> workflow(String id, Node resource) {
    try {
      return Optional.of(new Workflow(id, resource, Definition.of(resource, template)));
    } catch (TemplateException e) {
      if (!functions.all().isEmpty()) {
        notLookedAt.add(notLookedAt(id, resource, e));
      }
      return Optional.empty();
    }
  }

  private Located notLookedAt(String id, Node resource, TemplateException why) {
    Hazard note =
        Hazard.notResolved(
            Part.WHOLE,
            "The definition of %s wasn't looked at: %s".formatted(id, why.getMessage()),
            "Keep it in the template, or in a file that its DefinitionUri names.");
    return new Located(note, template.place(resource));
  }

  /** One workflow. */
  private final class Workflow {
    private final String id;
    private final Definition definition;
    private final boolean express;

    Workflow(String id, Node resource, Definition definition) {
      this.id = id;
      this.definition = definition;
      this.express =
          Stream.of("StateMachineType", "Type")
              .anyMatch(name -> Yaml.textAt(resource, "Properties", name).equals("EXPRESS"));
    }

    void addTo(List<Seen> seen) {
      definition
          .states()
          .forEach((name, state) ->
              invoked(state).keySet().forEach(function -> seen.add(seen(function, name, state))));
    }

    private Map<TemplateFunction, Boolean> invoked(Node state) {
      Optional<Node> resource =
          Yaml.textAt(state, "Type").equals("Task") ? Yaml.at(state, "Resource") : Optional.empty();
      boolean integrated =
          resource.flatMap(Yaml::text).filter(it -> INVOKE.matcher(it).matches()).isPresent();
      if (!integrated) {
        return resource.map(it -> definition.functions(it, functions)).orElse(Map.of());
      }
      return parameters(state)
          .filter(it -> !Yaml.textAt(it, "InvocationType").equals("Event"))
          .flatMap(it -> Yaml.at(it, "FunctionName"))
          .map(it -> definition.functions(it, functions))
          .orElse(Map.of());
    }

    private Optional<Node> parameters(Node state) {
      return Yaml.at(state, "Parameters").or(() -> Yaml.at(state, "Arguments"));
    }

    private Seen seen(TemplateFunction function, String name, Node state) {
      Reading reading = Reading.around(function);
      reading.at(Part.TASK, definition.place(state));
      Duration own = timeout(reading, name, state);
      Duration all = timeout(reading, id, definition.root());
      reading.at(
          Part.TASK_TIMEOUT,
          definition
              .value(Yaml.at(state, "TimeoutSeconds"), template)
              .placeOr(definition.place(state)));
      return reading.seen(
          new Setup.Task(
              function.target(),
              id,
              name,
              shortest(shortest(own, all), express ? Setup.Task.LONGEST_EXPRESS : null),
              retries(state, TIMEOUT),
              retries(state, REFUSAL)));
    }

    private @Nullable Duration timeout(Reading reading, String of, Node node) {
      return reading.read(
          Part.TASK_TIMEOUT,
          "TimeoutSeconds of " + of,
          definition.value(Yaml.at(node, "TimeoutSeconds"), template),
          null,
          Texts::seconds);
    }

    /** Whether the first retrier that such an error meets tries again. */
    private boolean retries(Node state, Set<String> errors) {
      return Yaml.at(state, "Retry").map(Yaml::items).orElse(List.of()).stream()
          .filter(retrier -> matches(retrier, errors))
          .findFirst()
          .filter(retrier -> !Yaml.textAt(retrier, "MaxAttempts").equals("0"))
          .isPresent();
    }

    private boolean matches(Node retrier, Set<String> errors) {
      return Yaml.at(retrier, "ErrorEquals").map(Yaml::items).orElse(List.of()).stream()
          .anyMatch(error -> Yaml.text(error).filter(errors::contains).isPresent());
    }
  }

  private static @Nullable Duration shortest(@Nullable Duration one, @Nullable Duration other) {
    return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
  }
}
