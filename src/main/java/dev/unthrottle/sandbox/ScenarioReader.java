package dev.unthrottle.sandbox;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.simulation.Durations;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
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

  private static final Pattern CAUSE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String CAUSE_RULE = "must be a cause, in lower-case words joined by '-'";
  private static final List<String> PROBES = List.of("measure", "reproduce", "prove");
  private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9]+");

  /** In characters; no scenario is that long. */
  private static final int LONGEST_FILE = 1_000_000;

  private static final int MOST_ALIASES = 50;
  private static final int DEEPEST_NESTING = 50;

  private final String fileName;
  private final ClientReader clients;
  private final YamlProblems problems;
  private final CallersReader callers;

  ScenarioReader(String fileName, ClientCatalog catalog) {
    this.fileName = fileName;
    this.clients = new ClientReader(catalog);
    this.callers = new CallersReader(clients);
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
    String truth = root.required("truth", YamlValues.textLike(CAUSE, CAUSE_RULE), "none-found");
    Account account = account(root.object("account"));
    List<FunctionSpec> functions = functions(root);
    refuseTooManyReservations(root, account.concurrency(), functions);
    Scenario scenario =
        new Scenario(
            fileName,
            truth,
            root.optional("also", ScenarioReader::causes, List.of()),
            question(root),
            account,
            functions,
            clients.client(root),
            root.objects("traffic", callers::traffic),
            root.objects("history", callers::history),
            logs(root.object("logs")),
            delay(root.object("metrics")),
            root.objects("faults", this::fault));
    root.refuseUnknownKeys();
    return scenario;
  }

  private static List<String> causes(Node node) {
    return YamlValues.list(YamlValues.textLike(CAUSE, CAUSE_RULE)).apply(node);
  }

  private static Scenario.Question question(YamlObject root) {
    YamlObject caller = root.object("caller");
    Scenario.Question question =
        new Scenario.Question(
            root.<@Nullable String>optional("error", YamlValues::text, null),
            caller == null ? null : caller.required("kind", YamlValues::text, "lambda"),
            caller == null
                ? null
                : caller.<@Nullable Duration>optional(
                    "timeout", YamlValues::positiveDuration, null),
            root.<@Nullable String>optional("probe", YamlValues.oneOf(PROBES), null),
            root.<@Nullable Duration>optional("window", YamlValues::positiveDuration, null));
    if (caller != null) {
      caller.refuseUnknownKeys();
    }
    return question;
  }

  private static Account account(@Nullable YamlObject yaml) {
    if (yaml == null) {
      return new Account(DEFAULT_ACCOUNT_CONCURRENCY, Double.POSITIVE_INFINITY);
    }
    Account account =
        new Account(
            yaml.optional(
                "concurrency",
                YamlValues.whole(1, MOST_ACCOUNT_CONCURRENCY),
                DEFAULT_ACCOUNT_CONCURRENCY),
            yaml.optional("callerRate", YamlValues::ratePerSecond, Double.POSITIVE_INFINITY));
    yaml.refuseUnknownKeys();
    return account;
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
            CallersReader.UNNAMED);
    if (!name.equals(CallersReader.UNNAMED) && callers.knows(name)) {
      yaml.problem("name", "must be the name of one function alone");
    }
    FunctionSpec function =
        new FunctionSpec(
            name,
            yaml.optional("timeout", YamlValues::timeout, DEFAULT_TIMEOUT),
            yaml.optional(
                "memory", YamlValues.whole(DEFAULT_MEMORY_MB, MOST_MEMORY_MB), DEFAULT_MEMORY_MB),
            yaml.<@Nullable Integer>optional("reserved", YamlValues.wholeFrom(0), null),
            durations(yaml, name),
            yaml.optional("coldStart", YamlValues::duration, Duration.ZERO),
            yaml.optional("fails", YamlValues::share, 0.0),
            yaml.optional("logFormat", YamlValues.oneOf(List.of("text", "json")), "text")
                .equals("json"),
            new RetryHint(
                yaml.<@Nullable Duration>optional("retryAfter", YamlValues::wholeSeconds, null),
                yaml.<@Nullable Duration>optional("amzRetryAfter", YamlValues::duration, null)),
            SetupReader.read(yaml),
            yaml.optional("failsWith", ScenarioReader::error, ScriptedError.DEFAULT));
    if (function.fails() == 0 && function.error().logged()) {
      yaml.problem("failsWith", "needs fails above 0; nothing raises it");
    }
    refuseTooMuchProvisioned(yaml, function);
    if (!function.jsonLogs() && !function.setup().systemLogLevel().equals("INFO")) {
      yaml.problem("systemLogLevel", "needs logFormat: json; text logs have no levels");
    }
    yaml.refuseUnknownKeys();
    callers.add(function);
    return function;
  }

  private Durations durations(YamlObject yaml, String name) {
    Durations usual =
        yaml.required(
            "duration",
            node -> YamlValues.durations(node, problems, "duration of " + name),
            Durations.fixed(Duration.ZERO));
    double hangs = yaml.optional("hangs", YamlValues::share, 0.0);
    return hangs == 0 ? usual : Durations.hanging(hangs, usual);
  }

  private static ScriptedError error(Node node) {
    String text = YamlValues.text(node);
    if (text.contains("\n")) {
      throw new ScenarioValueException("must be one line");
    }
    return ScriptedError.of(text);
  }

  private static void refuseTooMuchProvisioned(YamlObject yaml, FunctionSpec function) {
    if (function.reserved() != null && function.provisioned() > function.reserved()) {
      yaml.problem(
          "provisioned",
          "must not be more than the %d that are reserved; these are %d"
              .formatted(function.reserved(), function.provisioned()));
    }
  }

  private static void refuseTooManyReservations(
      YamlObject root, int accountConcurrency, List<FunctionSpec> functions) {
    long claimed = functions.stream().mapToLong(FunctionSpec::claimed).sum();
    if (claimed > accountConcurrency) {
      root.problem(
          "functions",
          "must not reserve more than the account's concurrency of %d; these reserve %d"
              .formatted(accountConcurrency, claimed));
    }
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
            yaml.optional("latency", YamlValues::duration, Duration.ZERO),
            yaml.<@Nullable String>optional("reason", YamlValues::text, null),
            yaml.<@Nullable String>optional("message", YamlValues::text, null));
    if (error == null && (fault.reason() != null || fault.message() != null)) {
      yaml.problem("needs an error for its reason or message");
    }
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
