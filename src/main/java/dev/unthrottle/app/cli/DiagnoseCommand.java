package dev.unthrottle.app.cli;

import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.ExportedDiagnosis;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.RequestReader;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.evidence.ExportedEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose FUNCTION}: asks AWS, and answers. */
@CommandLine.Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = "Finds out why calls of a function were throttled, and which settings end it.")
final class DiagnoseCommand implements Command {

  private static final String EVIDENCE = "--evidence";

  /** The longest window that a request may have. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(15);

  /** The flag of each place in the request document. */
  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("/function", "FUNCTION"),
          Map.entry("/error", "--error"),
          Map.entry("/refusalTarget", "--refusal-target"),
          Map.entry("/window", "--window"),
          Map.entry("/probe/plan", "--probe"),
          Map.entry("/probe/payload", "--payload"),
          Map.entry("/probe/maxInvocations", "--max-invocations"));

  @Parameters(index = "0", arity = "0..1", paramLabel = "FUNCTION", description = "name or ARN")
  private @Nullable String function;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(names = "--error", paramLabel = "TEXT|@FILE", description = "the error that was seen")
  private @Nullable String error;

  @Mixin private final CallerOptions caller = new CallerOptions();

  @Option(
      names = "--refusal-target",
      paramLabel = "PERCENT",
      description = "how many independent calls a reservation may refuse: 1%%")
  private @Nullable String refusalTarget;

  @Option(names = "--window", paramLabel = "TIME", description = "how far back to look: 24h")
  private @Nullable String window;

  @Option(names = "--probe", paramLabel = "PLAN", description = "measure, reproduce or prove")
  private @Nullable String probe;

  @Option(names = "--payload", paramLabel = "JSON|@FILE", description = "the probe's event: {}")
  private @Nullable String payload;

  @Option(names = "--max-invocations", paramLabel = "N", description = "the most a probe may cause")
  private @Nullable String maxInvocations;

  @Option(names = "--allow-exclusive", description = "a probe may take the last free slot")
  private boolean allowExclusive;

  @Option(
      names = "--idempotent",
      description = "the call may run twice without harm, so the SDK may retry it")
  private boolean idempotent;

  @Option(names = "--plan-only", description = "show the probe's plan and invoke nothing")
  private boolean planOnly;

  @Option(
      names = EVIDENCE,
      paramLabel = "DIR",
      description = "a folder of exported evidence; AWS is not asked at all")
  private @Nullable String evidence;

  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final DiagnosisOutput output = new DiagnosisOutput();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    ClientCatalog catalog = ClientCatalog.bundled();
    AwsTarget aws = target.target(findings);
    Format format = output.format(findings);
    FlagDocument document = document(findings);
    if (evidence != null) {
      Diagnosis diagnosis = diagnoseExported(evidence, document, catalog, findings, console);
      output.write(diagnosis, format, console);
      return ExitCode.OK;
    }
    DiagnosisRequest request = RequestReader.read(document.json(), catalog, findings);
    var progress = new ProbeProgress(console);
    try (var diagnoses = new Diagnoses(aws, catalog, Clock.systemUTC(), true, progress)) {
      Diagnosis diagnosis = diagnoses.make(request, null);
      progress.clear();
      output.write(diagnosis, format, console);
    }
    return ExitCode.OK;
  }

  private Diagnosis diagnoseExported(
      String folder,
      FlagDocument document,
      ClientCatalog catalog,
      Findings findings,
      Console console)
      throws IOException {
    if (probe != null) {
      findings.add("--probe", "A folder can't be probed: leave out --probe or --evidence.", probe);
    }
    if (!Files.isDirectory(Path.of(folder))) {
      findings.add(EVIDENCE, "This is a folder of exported evidence.", folder);
    }
    DiagnosisRequest asked = RequestReader.read(document.json(), catalog, findings);
    ExportedEvidence exported = ExportedEvidence.read(Path.of(folder), asked.function());
    exported.problems().forEach(problem -> console.say(problem.file() + ": " + problem.what()));
    if (exported.isEmpty()) {
      findings.add(
          EVIDENCE,
          "It holds nothing about %s; docs/evidence.md has the commands that export it."
              .formatted(asked.function()),
          folder);
      findings.refuseIfAny();
    }
    DiagnosisRequest request = window == null ? asked.within(allOf(exported)) : asked;
    return ExportedDiagnosis.make(request, exported, catalog, new Random());
  }

  private static Duration allOf(ExportedEvidence exported) {
    Duration span = exported.span();
    return span.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : span;
  }

  private FlagDocument document(Findings findings) throws IOException {
    FlagDocument document = new FlagDocument(findings);
    client.addTo(document);
    caller.addTo(document);
    return document
        .text("/function", function)
        .text("/error", document.content("/error", error))
        .text("/refusalTarget", refusalTarget)
        .text("/window", window)
        .text("/probe/plan", probe)
        .payload("/probe/payload", payload)
        .number("/probe/maxInvocations", maxInvocations)
        .flag("/probe/allowExclusive", allowExclusive)
        .flag("/idempotent", idempotent)
        .flag("/planOnly", planOnly);
  }

  @Override
  public String flag(String pointer) {
    return ClientOptions.flag(pointer)
        .or(() -> CallerOptions.flag(pointer))
        .orElseGet(() -> FLAGS.getOrDefault(pointer, pointer));
  }
}
