package dev.unthrottle.sandbox;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.simulation.Durations;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a scenario from YAML and finds all that is wrong with it. */
final class ScenarioReader {

  /** Lambda's default: {@code Timeout} of CreateFunction, checked 2026-11-22. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  /** Lambda's default: {@code MemorySize} of CreateFunction, checked 2026-11-22. */
  private static final int DEFAULT_MEMORY_MB = 128;

  /** Lambda's most: {@code MemorySize} of CreateFunction, checked 2026-11-22. */
  private static final int MOST_MEMORY_MB = 10_240;

  /** Beyond any account: its quota has no published bound. */
  private static final int MOST_ACCOUNT_CONCURRENCY = 1_000_000;

  /** A Region's default quota, checked 2026-11-22. */
  private static final int DEFAULT_ACCOUNT_CONCURRENCY = 1000;

  private static final Pattern CAUSE = Pattern.compile("[a-z]+(-[a-z0-9]+)*");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9]+");

  /** Stands in for a name that can't be read, and is none itself. */
  private static final String UNNAMED = "?";

  /** In characters; no scenario is that long. */
  private static final int LONGEST_FILE = 1_000_000;

  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST_NESTING = 50;

  private final String fileName;
  private final ClientReader clients;
  private final YamlProblems problems;
  private final Set<String> functionNames = new HashSet<>();

  ScenarioReader(String fileName, ClientCatalog catalog) {
    this.fileName = fileName;
    this.clients = new ClientReader(catalog);
    this.problems = new YamlProblems(fileName);
  }

  Scenario read(String yaml) {
    Scenario scenario = scenario(new YamlObject(compose(yaml), "", problems));
    problems.throwIfAny();
    return scenario;
  }

  private Node compose(String yaml) {
    try {
      Node root = new Yaml(limits()).compose(new StringReader(yaml));
      if (root != null) {
        return root;
      }
      throw refused(1, "the file is empty");
    } catch (MarkedYAMLException e) {
      problems.syntax(e);
      problems.throwIfAny();
      throw e;
    } catch (ReaderException e) {
      long line = yaml.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
      throw refused(line, "not YAML: it has the character U+%04X".formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      // Only going beyond one of the limits has no exception of its own.
      throw refused(
          1,
          "must have at most %d characters, %d levels and %d aliases of lists or mappings"
              .formatted(LONGEST_FILE, DEEPEST_NESTING, MOST_ALIASES));
    }
  }

  private ScenarioException refused(long line, String sentence) {
    return ScenarioException.at(fileName, line, sentence);
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST_FILE);
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    limits.setNestingDepthLimit(DEEPEST_NESTING);
    return limits;
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
            clients.client(root),
            root.objects("traffic", this::traffic),
            root.objects("history", this::history),
            logs(root.object("logs")),
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
        account.optional(
            "concurrency",
            YamlValues.whole(1, MOST_ACCOUNT_CONCURRENCY),
            DEFAULT_ACCOUNT_CONCURRENCY);
    account.refuseUnknownKeys();
    return concurrency;
  }

  private static LogsSpec logs(@Nullable YamlObject object) {
    if (object == null) {
      return LogsSpec.PROMPT;
    }
    LogsSpec logs =
        new LogsSpec(
            object.optional("delay", YamlValues::duration, Duration.ZERO),
            object.optional("class", YamlValues.oneOf(LogsSpec.CLASSES), LogsSpec.STANDARD),
            object.<@Nullable Integer>optional("retentionDays", LogsSpec::retention, null),
            object.optional("queryTime", YamlValues::duration, Duration.ZERO));
    object.refuseUnknownKeys();
    return logs;
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
            UNNAMED);
    if (!name.equals(UNNAMED) && !functionNames.add(name)) {
      yaml.problem("name", "must be the name of one function alone");
    }
    FunctionSpec function =
        new FunctionSpec(
            name,
            yaml.optional("timeout", YamlValues::timeout, DEFAULT_TIMEOUT),
            yaml.optional(
                "memory", YamlValues.whole(DEFAULT_MEMORY_MB, MOST_MEMORY_MB), DEFAULT_MEMORY_MB),
            yaml.<@Nullable Integer>optional("reserved", YamlValues.wholeFrom(0), null),
            yaml.required(
                "duration",
                node -> YamlValues.durations(node, problems, "duration of " + name),
                Durations.fixed(Duration.ZERO)),
            yaml.optional("coldStart", YamlValues::duration, Duration.ZERO),
            yaml.optional("fails", YamlValues::share, 0.0),
            yaml.optional("logFormat", YamlValues.oneOf(List.of("text", "json")), "text")
                .equals("json"),
            new RetryHint(
                yaml.<@Nullable Duration>optional("retryAfter", YamlValues::wholeSeconds, null),
                yaml.<@Nullable Duration>optional("amzRetryAfter", YamlValues::duration, null)),
            SetupReader.read(yaml));
    if (!function.jsonLogs() && !function.setup().systemLogLevel().equals("INFO")) {
      yaml.problem("systemLogLevel", "needs logFormat: json; text logs have no levels");
    }
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

  private Traffic traffic(YamlObject yaml) {
    String invocation =
        yaml.optional("invocation", YamlValues.oneOf(List.of("sync", "async")), "sync");
    Traffic traffic =
        new Traffic(
            calledFunction(yaml),
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            Traffic.Invocation.valueOf(invocation.toUpperCase(Locale.ROOT)),
            clients.caller(yaml));
    yaml.refuseUnknownKeys();
    return traffic;
  }

  private History history(YamlObject yaml) {
    History history =
        new History(
            calledFunction(yaml),
            yaml.required("window", YamlValues::positiveDuration, Duration.ofHours(1)),
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            clients.caller(yaml));
    yaml.refuseUnknownKeys();
    return history;
  }

  private String calledFunction(YamlObject yaml) {
    String name = yaml.required("function", YamlValues::text, UNNAMED);
    if (!name.equals(UNNAMED) && !functionNames.contains(name) && !functionNames.isEmpty()) {
      yaml.problem(
          "function",
          "must be one of the scenario's functions" + YamlValues.nearest(name, functionNames));
    }
    return name;
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
