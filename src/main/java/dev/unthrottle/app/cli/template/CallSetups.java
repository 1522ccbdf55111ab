package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.CallDeclaration;
import dev.unthrottle.app.cli.template.Reading.Seen;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientConfigurationException;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.KnownSetting;
import dev.unthrottle.client.NearestNames;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The functions that a template's functions call: those that they name and may invoke. */
final class CallSetups {

  private final Template template;
  private final Functions functions;
  private final ClientCatalog catalog;
  private final Permissions permissions;
  private final Map<TemplateFunction, Permissions.Allowed> allowed = new LinkedHashMap<>();
  private final Map<TemplateFunction, Place> latest = new LinkedHashMap<>();

  CallSetups(Template template, Functions functions, ClientCatalog catalog) {
    this.template = template;
    this.functions = functions;
    this.catalog = catalog;
    this.permissions = new Permissions(template, functions);
  }

  /** A call that was found, with who makes it and what names the callee. */
  record Call(TemplateFunction caller, TemplateFunction callee, String variable, Seen seen) {

    /** What is looked at. */
    String name() {
      return "%s, called by %s (%s)".formatted(callee.id(), caller.id(), variable);
    }
  }

  /** Each call, once for each function that is called. */
  List<Call> all() {
    var calls = new ArrayList<Call>();
    functions.all().forEach(caller -> calls(caller, calls));
    return calls;
  }

  /** Where functions are called without a version or an alias; after {@link #all}. */
  Map<TemplateFunction, Place> callersOfLatest() {
    return latest;
  }

  private void calls(TemplateFunction caller, List<Call> calls) {
    CallDeclaration declared = declared(caller);
    Set<TemplateFunction> seen = new HashSet<>();
    caller
        .environment()
        .forEach((variable, node) ->
            functions
                .in(node)
                .forEach((callee, qualified) -> {
                  if (callee != caller && permits(caller, callee) && seen.add(callee)) {
                    if (!qualified) {
                      latest.putIfAbsent(callee, template.place(node));
                    }
                    call(caller, callee, declared, variable, node).ifPresent(calls::add);
                  }
                }));
  }

  private CallDeclaration declared(TemplateFunction caller) {
    CallDeclaration declared = Declarations.of(caller.resource(), template, catalog);
    for (String id : declared.asynchronous()) {
      if (functions.find(id).isEmpty()) {
        String nearest = NearestNames.hint(id, List.copyOf(functions.ids()));
        throw new TemplateException(
            "%s: Metadata.%s.asynchronous: The template has no such function.%s Found: %s"
                .formatted(caller.place(), Declarations.KEY, nearest, id));
      }
    }
    return declared;
  }

  private boolean permits(TemplateFunction caller, TemplateFunction callee) {
    return allowed.computeIfAbsent(caller, permissions::of).contains(callee);
  }

  private Optional<Call> call(
      TemplateFunction caller,
      TemplateFunction callee,
      CallDeclaration declared,
      String variable,
      Node reference) {
    if (declared.asynchronous().contains(callee.id())) {
      return Optional.empty();
    }
    Reading reading = Reading.around(callee);
    reading.at(Part.CLIENT, template.place(reference));
    ResolvedClient client =
        callee.durable() && declared.client() == null ? null : client(caller, declared, reading);
    if (client == null) {
      reading.note(
          Part.CLIENT,
          "It isn't known with which AWS client %s calls %s: %s."
              .formatted(caller.id(), callee.id(), why(caller, callee)),
          ("Declare it in the Metadata of %s, or check that call with --function %s --client"
                  + " ID@VERSION --caller lambda --caller-timeout TIME.")
              .formatted(caller.id(), callee.id()),
          template.place(reference));
    }
    CallerLimit limit = limit(caller, reading);
    Setup setup =
        client == null
            ? new Setup.Unclear(callee.target())
            : new Setup.Call(callee.target(), client, limit, declared.idempotent());
    return Optional.of(new Call(caller, callee, variable, reading.seen(setup)));
  }

  private static String why(TemplateFunction caller, TemplateFunction callee) {
    if (callee.durable()) {
      return "a durable function is often started without waiting for it";
    }
    return caller.durable()
        ? "a durable function can wait for another without any"
        : "its runtime brings none along";
  }

  private CallerLimit limit(TemplateFunction caller, Reading reading) {
    Duration timeout = caller.target().timeout();
    reading.at(Part.CALLER_TIMEOUT, caller.timeout().placeOr(caller.place()));
    // A function that may run for longer than that isn't known to have a limit.
    return timeout == null || CallerKind.LAMBDA.canWait(timeout)
        ? new CallerLimit(CallerKind.LAMBDA, timeout, null)
        : new CallerLimit(CallerKind.SERVER, null, null);
  }

  private @Nullable ResolvedClient client(
      TemplateFunction caller, CallDeclaration declared, Reading reading) {
    if (declared.client() != null) {
      return withEnvironment(caller, declared.client(), reading);
    }
    ClientId id = caller.durable() ? null : caller.client();
    return id == null
        ? null
        : withEnvironment(caller, ClientConfiguration.defaults(id, null), reading);
  }

  /** The client with the settings that it reads from the function's environment. */
  private ResolvedClient withEnvironment(
      TemplateFunction caller, ClientConfiguration client, Reading reading) {
    ResolvedClient defaults = catalog.resolve(client);
    var settings = new LinkedHashMap<String, String>();
    Map<String, Node> environment = caller.environment();
    for (KnownSetting known : catalog.settings(defaults.variant())) {
      if (known.from().equals("environment") && environment.containsKey(known.name())) {
        String value =
            reading.read(
                Part.CLIENT,
                "%s of %s".formatted(known.name(), caller.id()),
                template.value(Optional.ofNullable(environment.get(known.name()))),
                null,
                text -> text);
        if (value != null) {
          settings.put(known.name(), value);
        }
      }
    }
    settings.putAll(client.settings());
    try {
      return catalog.resolve(client.with(settings));
    } catch (ClientConfigurationException e) {
      e.problems()
          .forEach(problem ->
              reading.note(
                  Part.CLIENT,
                  "%s: %s".formatted(caller.id(), problem.sentence()),
                  "Set what this client can read; its defaults were checked instead.",
                  reading.place(Part.CLIENT)));
      return defaults;
    }
  }
}
