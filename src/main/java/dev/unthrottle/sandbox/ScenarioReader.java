package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.simulation.Durations;
import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario from YAML and finds all that is wrong with it. */
final class ScenarioReader {

  /** Lambda's default: {@code Timeout} of CreateFunction, checked 2026-11-22. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  /** Lambda's default: {@code MemorySize} of CreateFunction, checked 2026-11-22. */
  private static final int DEFAULT_MEMORY_MB = 128;

  /** A Region's default quota, checked 2026-11-22. */
  private static final int DEFAULT_ACCOUNT_CONCURRENCY = 1000;

  private static final Pattern CAUSE = Pattern.compile("[a-z]+(-[a-z0-9]+)*");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9]+");

  private final String fileName;
  private final ClientCatalog catalog;
  private final YamlProblems problems;
  private final Set<String> functionNames = new HashSet<>();

  ScenarioReader(String fileName, ClientCatalog catalog) {
    this.fileName = fileName;
    this.catalog = catalog;
    this.problems = new YamlProblems(fileName);
  }

  Scenario read(String yaml) {
    Scenario scenario = scenario(new YamlObject(compose(yaml), "", problems));
    problems.throwIfAny();
    return scenario;
  }

  private Node compose(String yaml) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
      if (root != null) {
        return root;
      }
      throw new ScenarioException(fileName, List.of(fileName + ":1: the file is empty"));
    } catch (MarkedYAMLException e) {
      problems.syntax(e);
      problems.throwIfAny();
      throw e;
    }
  }

  private Scenario scenario(YamlObject root) {
    String truth =
        root.required(
            "truth",
            YamlValues.textLike(CAUSE, "must be a cause, in lower-case words joined by '-'"),
            "none-found");
    int accountConcurrency = accountConcurrency(root.object("account"));
    List<FunctionSpec> functions = functions(root);
    refuseTooManyReservations(root, accountConcurrency, functions);
    Scenario scenario =
        new Scenario(
            fileName,
            truth,
            accountConcurrency,
            functions,
            client(root),
            root.objects("traffic", this::traffic),
            root.objects("history", this::history),
            delay(root.object("logs")),
            delay(root.object("metrics")),
            root.objects("faults", this::fault));
    root.refuseUnknownKeys();
    return scenario;
  }

  private static int accountConcurrency(@Nullable YamlObject account) {
    if (account == null) {
      return DEFAULT_ACCOUNT_CONCURRENCY;
    }
    int concurrency =
        account.optional("concurrency", YamlValues.wholeFrom(1), DEFAULT_ACCOUNT_CONCURRENCY);
    account.refuseUnknownKeys();
    return concurrency;
  }

  private static Duration delay(@Nullable YamlObject object) {
    if (object == null) {
      return Duration.ZERO;
    }
    Duration delay = object.optional("delay", YamlValues::duration, Duration.ZERO);
    object.refuseUnknownKeys();
    return delay;
  }

  private List<FunctionSpec> functions(YamlObject root) {
    List<FunctionSpec> functions = root.objects("functions", this::function);
    if (functions.isEmpty()) {
      root.problem("functions", "must name at least one function");
    }
    return functions;
  }

  private FunctionSpec function(YamlObject yaml) {
    String name =
        yaml.required(
            "name",
            YamlValues.textLike(
                FUNCTION_NAME, "must be 1 to 64 letters, digits, '-' and '_', as in AWS"),
            "?");
    if (!functionNames.add(name)) {
      yaml.problem("name", "must be the name of one function alone");
    }
    FunctionSpec function =
        new FunctionSpec(
            name,
            yaml.optional("timeout", YamlValues::wholeSeconds, DEFAULT_TIMEOUT),
            yaml.optional("memory", YamlValues.wholeFrom(DEFAULT_MEMORY_MB), DEFAULT_MEMORY_MB),
            yaml.<@Nullable Integer>optional("reserved", YamlValues.wholeFrom(0), null),
            yaml.required(
                "duration",
                node -> YamlValues.durations(node, problems, "duration of " + name),
                Durations.fixed(Duration.ZERO)),
            yaml.optional("coldStart", YamlValues::duration, Duration.ZERO),
            yaml.optional("fails", YamlValues::share, 0.0),
            yaml.optional("logFormat", YamlValues.oneOf(List.of("text", "json")), "text")
                .equals("json"));
    yaml.refuseUnknownKeys();
    return function;
  }

  private static void refuseTooManyReservations(
      YamlObject root, int accountConcurrency, List<FunctionSpec> functions) {
    long reserved =
        functions.stream()
            .map(FunctionSpec::reserved)
            .filter(slots -> slots != null)
            .mapToLong(Integer::longValue)
            .sum();
    if (reserved > accountConcurrency) {
      root.problem(
          "functions",
          "must not reserve more than the account's concurrency of %d; these reserve %d"
              .formatted(accountConcurrency, reserved));
    }
  }

  private @Nullable ResolvedClient client(YamlObject parent) {
    YamlObject yaml = parent.object("client");
    if (yaml == null) {
      return null;
    }
    String id = yaml.required("id", YamlValues.oneOf(clientIds()), ClientId.AWS_CLI.id());
    ClientConfiguration configuration =
        new ClientConfiguration(
            ClientId.find(id).orElseThrow(),
            yaml.<@Nullable String>optional("version", YamlValues::text, null),
            yaml.<@Nullable Duration>optional("connectTimeout", YamlValues::positiveDuration, null),
            yaml.<@Nullable Duration>optional("readTimeout", YamlValues::positiveDuration, null),
            yaml.<@Nullable Integer>optional("maxAttempts", YamlValues.wholeFrom(1), null),
            retryMode(yaml),
            settings(yaml.object("settings")));
    yaml.refuseUnknownKeys();
    return resolve(yaml, configuration);
  }

  private static @Nullable RetryMode retryMode(YamlObject yaml) {
    List<String> modes = Arrays.stream(RetryMode.values()).map(RetryMode::id).toList();
    return yaml.<@Nullable RetryMode>optional(
        "retryMode",
        node -> RetryMode.valueOf(YamlValues.oneOf(modes).apply(node).toUpperCase(Locale.ROOT)),
        null);
  }

  private static Map<String, String> settings(@Nullable YamlObject yaml) {
    return yaml == null ? Map.of() : yaml.texts((key, node) -> YamlValues.text(node));
  }

  private @Nullable ResolvedClient resolve(YamlObject yaml, ClientConfiguration configuration) {
    try {
      return catalog.resolve(configuration);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      message.lines().forEach(yaml::problem);
      return null;
    }
  }

  private static List<String> clientIds() {
    return Arrays.stream(ClientId.values()).map(ClientId::id).toList();
  }

  private Traffic traffic(YamlObject yaml) {
    String invocation =
        yaml.optional("invocation", YamlValues.oneOf(List.of("sync", "async")), "sync");
    Traffic traffic =
        new Traffic(
            calledFunction(yaml),
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            Traffic.Invocation.valueOf(invocation.toUpperCase(Locale.ROOT)),
            caller(yaml));
    yaml.refuseUnknownKeys();
    return traffic;
  }

  private History history(YamlObject yaml) {
    History history =
        new History(
            calledFunction(yaml),
            yaml.required("window", YamlValues::positiveDuration, Duration.ofHours(1)),
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            caller(yaml));
    yaml.refuseUnknownKeys();
    return history;
  }

  private String calledFunction(YamlObject yaml) {
    String name = yaml.required("function", YamlValues::text, "?");
    if (!name.equals("?") && !functionNames.contains(name) && !functionNames.isEmpty()) {
      yaml.problem(
          "function",
          "must be one of the scenario's functions; the nearest is '%s'"
              .formatted(Nearest.to(name, functionNames)));
    }
    return name;
  }

  /** Who calls; boto3 with its defaults where a scenario doesn't say. */
  private Client caller(YamlObject yaml) {
    ResolvedClient client = client(yaml);
    ResolvedClient caller =
        client == null
            ? catalog.resolve(ClientConfiguration.defaults(ClientId.BOTO3, null))
            : client;
    return withQuotaOfItsOwn(caller.client());
  }

  /**
   * The CLI is a process of its own for each call, and begins it with a full retry quota, which one
   * call never uses up.
   */
  private static Client withQuotaOfItsOwn(Client client) {
    if (client.id() != ClientId.AWS_CLI) {
      return client;
    }
    RetryPolicy retries = client.retries();
    return new Client(
        client.id(),
        client.version(),
        client.variant(),
        client.timeouts(),
        new RetryPolicy(
            retries.mode(),
            retries.maxAttempts(),
            retries.retried(),
            retries.transientBackoff(),
            retries.throttlingBackoff(),
            null),
        client.tcpKeepAlive());
  }

  private Fault fault(YamlObject yaml) {
    String api = yaml.required("api", YamlValues.oneOf(Apis.NAMES), "lambda:Invoke");
    String error =
        yaml.<@Nullable String>optional(
            "error", YamlValues.textLike(ERROR_CODE, "must be an AWS error code"), null);
    double share = yaml.optional("share", YamlValues::share, 1.0);
    Fault fault =
        new Fault(
            api,
            error,
            yaml.optional("status", YamlValues::errorStatus, 400),
            share,
            yaml.optional("latency", YamlValues::duration, Duration.ZERO));
    if (error == null && fault.latency().isZero()) {
      yaml.problem("needs an error or a latency; without either nothing happens");
    }
    if (share == 0) {
      yaml.problem("share", "must be above 0; leave the fault out instead");
    }
    yaml.refuseUnknownKeys();
    return fault;
  }
}
