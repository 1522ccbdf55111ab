package dev.unthrottle.sandbox;

import dev.unthrottle.sandbox.FunctionSetup.Alias;
import dev.unthrottle.sandbox.FunctionSetup.Async;
import dev.unthrottle.sandbox.FunctionSetup.EventSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lambda's operations that read what is set up around a function. */
final class SetupAnswers {

  /** When everything was set up: seconds since 1970, and as text. */
  private static final long MODIFIED = 1_793_523_600;

  private static final String MODIFIED_TEXT = "2026-11-01T09:00:00+0000";

  private static final int PAGE = 100;
  private static final Protocol PROTOCOL = new RestJson();

  private final Scenario scenario;
  private final FunctionReads functions;

  SetupAnswers(Scenario scenario, FunctionReads functions) {
    this.scenario = scenario;
    this.functions = functions;
  }

  /** {@code GetAlias}. */
  Response alias(Request request) {
    FunctionName function = LambdaService.named(request);
    String name = request.path().get(4);
    Alias alias = functions.find(function).setup().aliases().get(name);
    if (alias == null) {
      throw LambdaErrors.notFound("Cannot find alias arn: " + function.arn() + ":" + name);
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("AliasArn", Arns.function(function.name()) + ":" + name);
    output.put("Name", name);
    output.put("FunctionVersion", alias.version());
    output.put("Description", "");
    if (!alias.others().isEmpty()) {
      output.put("RoutingConfig", Map.of("AdditionalVersionWeights", alias.others()));
    }
    output.put("RevisionId", id(function.name() + name));
    return PROTOCOL.output(request, output);
  }

  /** {@code ListProvisionedConcurrencyConfigs}, or {@code GetProvisionedConcurrencyConfig}. */
  Response provisioned(Request request) {
    FunctionName name = LambdaService.named(request);
    FunctionSpec function = functions.find(name);
    if (!"ALL".equals(request.query().get("List"))) {
      return PROTOCOL.output(request, oneProvisioned(function, name));
    }
    List<Map<String, Object>> configs = new ArrayList<>();
    function
        .setup()
        .provisioned()
        .forEach((qualifier, slots) -> {
          Map<String, Object> config = new LinkedHashMap<>();
          config.put("FunctionArn", Arns.function(function.name()) + ":" + qualifier);
          config.putAll(allocation(slots));
          configs.add(config);
        });
    return PROTOCOL.output(request, paged("ProvisionedConcurrencyConfigs", configs, request));
  }

  private static Map<String, Object> oneProvisioned(FunctionSpec function, FunctionName name) {
    String qualifier = name.qualifier();
    Integer slots = qualifier == null ? null : function.setup().provisioned().get(qualifier);
    if (slots == null) {
      throw LambdaErrors.noProvisionedConcurrency(function.name());
    }
    return allocation(slots);
  }

  private static Map<String, Object> allocation(int slots) {
    Map<String, Object> allocation = new LinkedHashMap<>();
    allocation.put("RequestedProvisionedConcurrentExecutions", slots);
    allocation.put("AvailableProvisionedConcurrentExecutions", slots);
    allocation.put("AllocatedProvisionedConcurrentExecutions", slots);
    allocation.put("Status", "READY");
    allocation.put("LastModified", MODIFIED_TEXT);
    return allocation;
  }

  /** {@code ListEventSourceMappings}; with a function's name, those of that function alone. */
  Response eventSources(Request request) {
    String named = request.query().get("FunctionName");
    FunctionName only = named == null ? null : FunctionName.parse(named, null);
    List<Map<String, Object>> mappings = new ArrayList<>();
    for (FunctionSpec function : scenario.functions()) {
      for (EventSource source : function.setup().eventSources()) {
        if (isAbout(only, function, source)) {
          mappings.add(mapping(function, source));
        }
      }
    }
    return PROTOCOL.output(request, paged("EventSourceMappings", mappings, request));
  }

  private static boolean isAbout(
      @Nullable FunctionName only, FunctionSpec function, EventSource source) {
    return only == null
        || (only.name().equals(function.name())
            && (only.qualifier() == null || only.qualifier().equals(source.qualifier())));
  }

  private static Map<String, Object> mapping(FunctionSpec function, EventSource source) {
    String arn = Arns.function(function.name());
    String qualified = source.qualifier() == null ? arn : arn + ":" + source.qualifier();
    String uuid = id(qualified + source.source());
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("UUID", uuid);
    mapping.put("BatchSize", source.batchSize());
    mapping.put("MaximumBatchingWindowInSeconds", 0);
    mapping.put("EventSourceArn", source.source());
    mapping.put("FunctionArn", qualified);
    mapping.put("LastModified", MODIFIED);
    mapping.put("State", source.enabled() ? "Enabled" : "Disabled");
    mapping.put("StateTransitionReason", "USER_INITIATED");
    mapping.put("FunctionResponseTypes", List.of());
    if (source.maximumConcurrency() != null) {
      mapping.put("ScalingConfig", Map.of("MaximumConcurrency", source.maximumConcurrency()));
    }
    mapping.put("EventSourceMappingArn", Arns.lambda("event-source-mapping:" + uuid));
    return mapping;
  }

  /** {@code GetFunctionEventInvokeConfig}: an error where nothing was configured. */
  Response async(Request request) {
    FunctionName name = LambdaService.named(request);
    Async async = functions.find(name).setup().async();
    String arn =
        Arns.function(name.name()) + ":" + (name.isLatest() ? "$LATEST" : name.qualifier());
    if (async == null || !name.isLatest()) {
      throw LambdaErrors.notFound(
          "The function %s doesn't have an EventInvokeConfig".formatted(arn));
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("LastModified", MODIFIED);
    output.put("FunctionArn", arn);
    output.put("MaximumRetryAttempts", async.retries());
    output.put("MaximumEventAgeInSeconds", async.maximumAge().toSeconds());
    output.put("DestinationConfig", Map.of("OnSuccess", Map.of(), "OnFailure", Map.of()));
    return PROTOCOL.output(request, output);
  }

  /** One page of a list; the marker is the number of items before it. */
  private static Map<String, Object> paged(
      String name, List<Map<String, Object>> all, Request request) {
    int from = number(request, "Marker", 0);
    int to = Math.min(all.size(), from + Math.clamp(number(request, "MaxItems", PAGE), 1, PAGE));
    Map<String, Object> output = new LinkedHashMap<>();
    output.put(name, from >= to ? List.of() : all.subList(from, to));
    if (to < all.size()) {
      output.put("NextMarker", String.valueOf(to));
    }
    return output;
  }

  private static int number(Request request, String parameter, int otherwise) {
    String text = request.query().get(parameter);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")) {
      throw LambdaErrors.invalidParameter("Invalid %s. Found: %s".formatted(parameter, text));
    }
    return Integer.parseInt(text);
  }

  private static String id(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
