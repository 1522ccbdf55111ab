package dev.unthrottle.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lambda's operations that read functions and the account. */
final class FunctionReads {

  /** Quotas of a Region, checked 2026-11-22: 75 GB of code, 250 MB unzipped and 50 MB zipped. */
  private static final Map<String, Long> CODE_LIMITS =
      Map.of(
          "TotalCodeSize", 80_530_636_800L,
          "CodeSizeUnzipped", 262_144_000L,
          "CodeSizeZipped", 52_428_800L);

  private static final long CODE_SIZE = 336;

  private static final Protocol PROTOCOL = new RestJson();

  private final Scenario scenario;
  private final Engine engine;

  FunctionReads(Scenario scenario, Engine engine) {
    this.scenario = scenario;
    this.engine = engine;
  }

  /**
   * The function of that name.
   *
   * @throws AwsError if there is none, or no such version of it
   */
  FunctionSpec find(FunctionName name) {
    FunctionSpec function = scenario.function(name.name());
    if (function == null || !has(function, name)) {
      throw LambdaErrors.functionNotFound(name.arn());
    }
    return function;
  }

  private static boolean has(FunctionSpec function, FunctionName name) {
    String qualifier = name.qualifier();
    return qualifier == null || name.isLatest() || function.setup().has(qualifier);
  }

  Response function(Request request) {
    FunctionName name = LambdaService.named(request);
    FunctionSpec function = find(name);
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("Configuration", configuration(function, name));
    output.put(
        "Code",
        Map.of(
            "RepositoryType",
            "S3",
            "Location",
            "https://awslambda-us-east-1-tasks.s3.us-east-1.amazonaws.com/snapshots/%s/%s"
                .formatted(Arns.ACCOUNT, function.name())));
    Integer reserved = engine.withLimit(limit -> limit.reserved(function.name()));
    if (reserved != null) {
      output.put("Concurrency", Map.of("ReservedConcurrentExecutions", reserved));
    }
    return PROTOCOL.output(request, output);
  }

  Response configuration(Request request) {
    FunctionName name = LambdaService.named(request);
    return PROTOCOL.output(request, configuration(find(name), name));
  }

  /**
   * The newest version: nothing ever changes here, and Lambda publishes no version that is like the
   * one before. Without any it would be the first.
   */
  Response published(Request request) {
    FunctionName name = LambdaService.named(request);
    int newest = Math.max(1, find(name).setup().versions());
    Map<String, Object> output =
        configuration(find(name), new FunctionName(name.name(), String.valueOf(newest)));
    Response response = PROTOCOL.output(request, output);
    return new Response(201, response.headers(), response.body());
  }

  Response list(Request request) {
    List<Map<String, Object>> functions =
        scenario.functions().stream()
            .map(function -> configuration(function, new FunctionName(function.name(), null)))
            .toList();
    return PROTOCOL.output(request, Map.of("Functions", functions));
  }

  Response tags(Request request) {
    FunctionSpec _ = find(FunctionName.parse(request.path().get(2), null));
    return PROTOCOL.output(request, Map.of("Tags", Map.of()));
  }

  Response accountSettings(Request request) {
    Map<String, Object> limits = new LinkedHashMap<>(CODE_LIMITS);
    limits.put("ConcurrentExecutions", scenario.account().concurrency());
    limits.put(
        "UnreservedConcurrentExecutions", engine.withLimit(limit -> limit.unreservedConcurrency()));
    int functions = scenario.functions().size();
    return PROTOCOL.output(
        request,
        Map.of(
            "AccountLimit",
            limits,
            "AccountUsage",
            Map.of("TotalCodeSize", CODE_SIZE * functions, "FunctionCount", functions)));
  }

  private static Map<String, Object> configuration(FunctionSpec function, FunctionName name) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("FunctionName", function.name());
    configuration.put("FunctionArn", name.arn());
    configuration.put("Runtime", function.setup().runtime().identifier());
    configuration.put("Role", "arn:aws:iam::%s:role/sandbox".formatted(Arns.ACCOUNT));
    configuration.put("Handler", "index.handler");
    configuration.put("CodeSize", CODE_SIZE);
    configuration.put("Description", "");
    configuration.put("Timeout", function.timeout().toSeconds());
    configuration.put("MemorySize", function.memoryMb());
    configuration.put("LastModified", "2026-11-01T09:00:00.000+0000");
    configuration.put("CodeSha256", "9BdjMYcPqPZmWS2wRZpKZKT6m1XJQw4nXpsRBbRvQqw=");
    configuration.put("Version", function.setup().version(name.qualifier()));
    configuration.put("TracingConfig", Map.of("Mode", "PassThrough"));
    configuration.put("RevisionId", revision(function));
    configuration.put("State", "Active");
    configuration.put("LastUpdateStatus", "Successful");
    configuration.put("PackageType", "Zip");
    configuration.put("Architectures", List.of("x86_64"));
    configuration.put("EphemeralStorage", Map.of("Size", 512));
    configuration.put(
        "RuntimeVersionConfig", Map.of("RuntimeVersionArn", function.setup().runtime().arn()));
    configuration.put("LoggingConfig", logging(function));
    configuration.putAll(forms(function.setup().forms()));
    return configuration;
  }

  private static Map<String, Object> forms(FunctionSetup.Forms forms) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String snapStart = forms.snapStart() ? "PublishedVersions" : "None";
    fields.put("SnapStart", Map.of("ApplyOn", snapStart, "OptimizationStatus", "Off"));
    if (forms.vpc()) {
      fields.put(
          "VpcConfig",
          Map.of(
              "SubnetIds",
              List.of("subnet-0123456789abcdef0"),
              "SecurityGroupIds",
              List.of("sg-0123456789abcdef0"),
              "VpcId",
              "vpc-0123456789abcdef0",
              "Ipv6AllowedForDualStack",
              false));
    }
    if (forms.tenantIsolation()) {
      fields.put("TenancyConfig", Map.of("TenantIsolationMode", "PER_TENANT"));
    }
    if (forms.durable() != null) {
      fields.put(
          "DurableConfig",
          Map.of("RetentionPeriodInDays", 14, "ExecutionTimeout", forms.durable().toSeconds()));
    }
    if (forms.capacityProvider() != null) {
      fields.put("CapacityProviderConfig", instances(forms.capacityProvider()));
    }
    return fields;
  }

  private static Map<String, Object> instances(String capacityProvider) {
    return Map.of(
        "LambdaManagedInstancesCapacityProviderConfig",
        Map.of(
            "CapacityProviderArn",
            Arns.lambda("capacity-provider:" + capacityProvider),
            "PerExecutionEnvironmentMaxConcurrency",
            16));
  }

  private static Map<String, Object> logging(FunctionSpec function) {
    Map<String, Object> logging = new LinkedHashMap<>();
    logging.put("LogFormat", function.jsonLogs() ? "JSON" : "Text");
    if (function.jsonLogs()) {
      logging.put("ApplicationLogLevel", "INFO");
      logging.put("SystemLogLevel", function.setup().systemLogLevel());
    }
    logging.put("LogGroup", function.logGroup());
    return logging;
  }

  private static String revision(FunctionSpec function) {
    return UUID.nameUUIDFromBytes(function.name().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
