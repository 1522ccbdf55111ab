package dev.unthrottle.app.cli.template;

import dev.unthrottle.app.cli.template.Reading.Seen;
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
import org.yaml.snakeyaml.nodes.Node;

/** The APIs that wait for a template's functions. */
final class GatewaySetups {

  private static final String REST_METHOD = "AWS::ApiGateway::Method";
  private static final String HTTP_INTEGRATION = "AWS::ApiGatewayV2::Integration";
  private static final String HTTP_API = "AWS::ApiGatewayV2::Api";

  private final Template template;
  private final Functions functions;
  private final Map<TemplateFunction, List<Integration>> integrations = new LinkedHashMap<>();

  GatewaySetups(Template template, Functions functions) {
    this.template = template;
    this.functions = functions;
  }

  /** Each function behind each kind of API, once for each limit. */
  List<Seen> all() {
    bodies(CallerKind.API_GATEWAY_REST, "AWS::Serverless::Api", "DefinitionBody");
    bodies(CallerKind.API_GATEWAY_REST, "AWS::ApiGateway::RestApi", "Body");
    bodies(CallerKind.API_GATEWAY_HTTP, "AWS::Serverless::HttpApi", "DefinitionBody");
    bodies(CallerKind.API_GATEWAY_HTTP, HTTP_API, "Body");
    template.resources(REST_METHOD).values().stream()
        .flatMap(method -> Yaml.at(method, "Properties", "Integration").stream())
        .forEach(it -> resource(CallerKind.API_GATEWAY_REST, it));
    template.resources(HTTP_INTEGRATION).values().stream()
        .flatMap(integration -> Yaml.at(integration, "Properties").stream())
        .filter(it -> !ofWebSocket(it))
        .forEach(it -> resource(CallerKind.API_GATEWAY_HTTP, it));
    functions.all().forEach(this::events);
    return functions.all().stream().flatMap(function -> seen(function).stream()).toList();
  }

  /** A socket's client doesn't wait for the answer to what it has sent. */
  private boolean ofWebSocket(Node properties) {
    return Yaml.at(properties, "ApiId").stream()
        .flatMap(id -> References.ids(id).stream())
        .flatMap(id -> template.resource(HTTP_API, id).stream())
        .anyMatch(api -> Yaml.textAt(api, "Properties", "ProtocolType").equals("WEBSOCKET"));
  }

  /** The resources that can hold an OpenAPI document, and where. */
  private void bodies(CallerKind kind, String type, String body) {
    template.resources(type).values().stream()
        .flatMap(api -> Yaml.at(api, "Properties", body).stream())
        .forEach(document ->
            new OpenApi(template)
                .integrations(document)
                .forEach((extension, file) ->
                    add(
                        Integration.uri(extension),
                        Integration.inOpenApi(kind, extension, template, file))));
  }

  private void resource(CallerKind kind, Node properties) {
    add(Integration.uri(properties), Integration.ofResource(kind, properties, template));
  }

  private void add(Optional<Node> uri, Integration integration) {
    uri.map(functions::in)
        .orElse(Map.of())
        .keySet()
        .forEach(function -> add(function, integration));
  }

  private void add(TemplateFunction function, Integration integration) {
    integrations.computeIfAbsent(function, _ -> new ArrayList<>()).add(integration);
  }

  /** What an API's own document says of a function is stronger than SAM's event. */
  private void events(TemplateFunction function) {
    boolean documented = integrations.containsKey(function);
    for (Node event : function.events().values()) {
      boolean own = Yaml.at(event, "Properties", "TimeoutInMillis").isPresent();
      if (own || !documented) {
        kind(event)
            .ifPresent(kind ->
                add(
                    function,
                    Integration.ofResource(
                        kind, Yaml.at(event, "Properties").orElse(event), template)));
      }
    }
  }

  private static Optional<CallerKind> kind(Node event) {
    return switch (Yaml.textAt(event, "Type")) {
      case "Api" -> Optional.of(CallerKind.API_GATEWAY_REST);
      case "HttpApi" -> Optional.of(CallerKind.API_GATEWAY_HTTP);
      default -> Optional.empty();
    };
  }

  private List<Seen> seen(TemplateFunction function) {
    var seen = new ArrayList<Seen>();
    var limits = new HashSet<CallerLimit>();
    for (Integration integration : integrations.getOrDefault(function, List.of())) {
      if (integration.waits()) {
        Reading reading = Reading.around(function);
        CallerLimit limit = limit(function, integration, reading);
        if (limits.add(limit)) {
          seen.add(reading.seen(new Setup.Gateway(function.target(), limit)));
        }
      }
    }
    return seen;
  }

  private static CallerLimit limit(
      TemplateFunction function, Integration integration, Reading reading) {
    Place timeout = reading.place(Part.FUNCTION_TIMEOUT);
    Duration limit =
        reading.read(
            Part.GATEWAY,
            "TimeoutInMillis of the API in front of " + function.id(),
            integration.timeout(),
            null,
            text -> {
              Duration millis = Texts.millis(text);
              return millis != null && integration.kind().canWait(millis) ? millis : null;
            });
    reading.at(
        Part.GATEWAY, function.timeout() instanceof Value.Absent ? integration.place() : timeout);
    return new CallerLimit(integration.kind(), limit, null);
  }
}
