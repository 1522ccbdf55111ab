package dev.unthrottle.app.cli;

import dev.unthrottle.app.CheckRequest;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.template.Template;
import dev.unthrottle.app.cli.template.TemplateCheck;
import dev.unthrottle.app.cli.template.TemplateException;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.NearestNames;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.check.Hazards;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Severity;
import dev.unthrottle.report.CheckReport;
import dev.unthrottle.report.CheckReport.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: whether settings can be right, for CI; asks no AWS. */
@CommandLine.Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the settings of a function and of whoever calls it, by the rules of docs/check.md."
          + " Asks no AWS, so it is made for CI.",
      "It looks at what a SAM or CloudFormation template sets up (--template), at a call that flags"
          + " describe (--client and --function-timeout), or at a call of one of the template's"
          + " functions (--template, --function and --client)."
    },
    footer = {
      "",
      "Exit codes: 0 nothing fails the check, 1 a hazard does, 2 the request was wrong.",
      "",
      "  unthrottle check --template template.yaml --format sarif --output check.sarif",
      "  unthrottle check --client boto3@1.43.0 --function-timeout 70s --reserved 1",
      "  unthrottle check --template template.yaml --function Orders --client js-v3"
    })
final class CheckCommand implements Command {

  private static final String TEMPLATE = "--template";
  private static final String FUNCTION = "--function";

  private static final Map<String, String> FLAGS =
      Map.of(
          "/function", FUNCTION,
          "/functionTimeout", "--function-timeout",
          "/reserved", "--reserved",
          "/caller/kind", "--caller",
          "/caller/timeout", "--caller-timeout",
          "/visibilityTimeout", "--visibility-timeout",
          "/maximumConcurrency", "--maximum-concurrency",
          "/environment", "--environment");

  @Option(
      names = TEMPLATE,
      paramLabel = "FILE",
      description = "a SAM or CloudFormation template, YAML or JSON")
  private @Nullable String template;

  @Option(
      names = FUNCTION,
      paramLabel = "NAME",
      description = "what the client calls; in a template, a logical id")
  private @Nullable String function;

  @Option(names = "--function-timeout", paramLabel = "TIME", description = "the function's timeout")
  private @Nullable String functionTimeout;

  @Option(names = "--reserved", paramLabel = "N", description = "its reserved concurrency")
  private @Nullable String reserved;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(
      names = "--environment",
      description = "take the client's settings from this process's environment too")
  private boolean environment;

  @Option(
      names = "--caller",
      paramLabel = "KIND",
      description = "what runs the client: lambda, api-gateway-http, …")
  private @Nullable String caller;

  @Option(names = "--caller-timeout", paramLabel = "TIME", description = "its own limit")
  private @Nullable String callerTimeout;

  @Option(names = "--idempotent", description = "a second run of the same call does no harm")
  private boolean idempotent;

  @Option(
      names = "--visibility-timeout",
      paramLabel = "TIME",
      description = "of the SQS queue that feeds the function")
  private @Nullable String visibilityTimeout;

  @Option(
      names = "--maximum-concurrency",
      paramLabel = "N",
      description = "of that queue's event source mapping")
  private @Nullable String maximumConcurrency;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "the least that fails the check: error (the default), warning or note")
  private String failOn = Severity.ERROR.id();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, sarif or junit")
  private @Nullable String format;

  @Mixin private final FileOutput output = new FileOutput();

  /** Where {@code --environment} looks. */
  private final Map<String, String> variables = System.getenv();

  /** The forms that a check's result can have. */
  private enum Form {
    TEXT,
    JSON,
    SARIF,
    JUNIT
  }

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Form form = output.form(format, List.of(Form.values()), findings);
    Severity least = choice("--fail-on", failOn, Severity.values(), findings);
    ClientCatalog catalog = ClientCatalog.bundled();
    CheckRequest request = request(catalog, findings);
    List<Checked> checked =
        template == null
            ? alone(request, catalog, findings)
            : within(template, request, catalog, findings);
    findings.refuseIfAny();
    var report = new CheckReport(checked, least);
    output.write(
        switch (form) {
          case TEXT -> report.text(output.colour(console));
          case JSON -> report.json();
          case SARIF -> report.sarif();
          case JUNIT -> report.junit();
        },
        console);
    return report.failed() ? ExitCode.HAZARD : ExitCode.OK;
  }

  private CheckRequest request(ClientCatalog catalog, Findings findings) {
    FlagDocument document = new FlagDocument(findings);
    client.addTo(document);
    document
        .text("/function", function)
        .text("/functionTimeout", functionTimeout)
        .number("/reserved", reserved)
        .text("/caller/kind", caller)
        .text("/caller/timeout", callerTimeout)
        .flag("/idempotent", idempotent)
        .text("/visibilityTimeout", visibilityTimeout)
        .number("/maximumConcurrency", maximumConcurrency);
    CheckRequest request = CheckRequest.read(document.json(), catalog, findings);
    boolean known = findings.isEmpty();
    if (known && environment && request.client() == null) {
      findings.add("--environment", "Whose settings? Say which client: --client ID@VERSION.");
    }
    if (known && request.client() == null && waitsWithAClient(request.caller())) {
      findings.add(
          "--caller",
          "Which client does it wait with? --client ID@VERSION; only an API needs none.");
    }
    return known && environment ? request.inEnvironment(variables, catalog, findings) : request;
  }

  private static boolean waitsWithAClient(@Nullable CallerLimit caller) {
    return caller != null
        && switch (caller.kind()) {
          case API_GATEWAY_REST, API_GATEWAY_HTTP, ALB -> false;
          case LAMBDA, STEP_FUNCTIONS, SQS, EVENTBRIDGE, CLI, SERVER -> true;
        };
  }

  /** What the flags alone describe. */
  private static List<Checked> alone(
      CheckRequest request, ClientCatalog catalog, Findings findings) {
    if (findings.isEmpty() && request.isEmpty()) {
      findings.add(
          "",
          "What is to be checked? --template FILE, or --function-timeout TIME and who calls: --client"
              + " ID@VERSION.");
    } else if (findings.isEmpty() && request.functionTimeout() == null && request.isACall()) {
      findings.add("--function-timeout", "How long may the function run? For instance 70s.");
    }
    findings.refuseIfAny();
    Hazards hazards = new Hazards(catalog);
    List<Checked> checked = new ArrayList<>();
    checked.add(Checked.of(request.target(), hazards));
    request
        .around(request.target(), catalog)
        .forEach(setup -> checked.add(Checked.of(setup, hazards)));
    return checked;
  }

  /** What a template sets up, and, if flags describe one, a call of one of its functions. */
  private List<Checked> within(
      String file, CheckRequest request, ClientCatalog catalog, Findings findings)
      throws IOException {
    refuse("--function-timeout", functionTimeout, findings);
    refuse("--reserved", reserved, findings);
    refuse("--visibility-timeout", visibilityTimeout, findings);
    refuse("--maximum-concurrency", maximumConcurrency, findings);
    Template read = read(file, findings);
    if (read == null) {
      return List.of();
    }
    TemplateCheck check = new TemplateCheck(read, catalog);
    @Nullable String called = request.function();
    if (called == null) {
      if (request.client() != null || request.caller() != null) {
        findings.add(
            FUNCTION, "Which function does the client call? One of " + listed(check) + ".");
      }
      return check.run();
    }
    Optional<Setup.Target> target = check.target(called);
    if (target.isEmpty()) {
      String nearest = NearestNames.hint(called, check.functions());
      findings.add(
          FUNCTION,
          "The template has no such function.%s All: %s.".formatted(nearest, listed(check)),
          called);
    }
    findings.refuseIfAny();
    return request.around(target.orElseThrow(), catalog).stream().map(check::check).toList();
  }

  private static String listed(TemplateCheck check) {
    return check.functions().isEmpty() ? "none" : String.join(", ", check.functions());
  }

  private static void refuse(String flag, @Nullable String value, Findings findings) {
    if (value != null) {
      findings.add(flag, "The template says it: leave out this flag or --template.", value);
    }
  }

  private static @Nullable Template read(String file, Findings findings) throws IOException {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Template.read(path);
      }
      findings.add(TEMPLATE, "There is no such file that can be read.", file);
    } catch (InvalidPathException e) {
      findings.add(TEMPLATE, "There is no such file that can be read.", file);
    } catch (TemplateException e) {
      findings.add(TEMPLATE, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private static <E extends Enum<E>> E choice(
      String flag, String value, E[] choices, Findings findings) {
    for (E choice : choices) {
      if (id(choice).equals(value)) {
        return choice;
      }
    }
    List<String> names = Arrays.stream(choices).map(CheckCommand::id).toList();
    findings.add(
        flag,
        "This is one of %s.%s".formatted(String.join(", ", names), NearestNames.hint(value, names)),
        value);
    return choices[0];
  }

  private static String id(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String flag(String pointer) {
    return ClientOptions.flag(pointer).orElseGet(() -> FLAGS.getOrDefault(pointer, pointer));
  }
}
