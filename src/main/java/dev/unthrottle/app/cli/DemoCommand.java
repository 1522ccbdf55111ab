package dev.unthrottle.app.cli;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.RequestReader;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.sandbox.Sandbox;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code demo}: the whole story in a sandbox, start to finish. */
@CommandLine.Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Plays the classic case in a sandbox and diagnoses it; takes less than a minute.")
final class DemoCommand implements Command {

  private static final long SEED = 1;
  private static final String CLIENT_VERSION = "2.31.0";
  private static final String READ_TIMEOUT = "2s";

  /** What the AWS CLI of that version prints. */
  private static final String ERROR =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  @Mixin private final DiagnosisOutput output = new DiagnosisOutput();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings);
    findings.refuseIfAny();
    try (Sandbox sandbox = Sandbox.start(DemoScenario.load(), 0, Clock.systemUTC(), SEED)) {
      tell(console);
      output.write(diagnose(sandbox, console), format, console);
    }
    return ExitCode.OK;
  }

  private static void tell(Console console) {
    console.say("a sandbox plays a function of 6 s with a reserved concurrency of 1");
    console.say("somebody calls it once, with a read timeout of 2 s, and sees:");
    console.err().println();
    console
        .err()
        .println("  $ aws --cli-read-timeout 2 lambda invoke --function-name DelayFunction out");
    console.err().println("  " + ERROR);
    console.err().println();
    console.say("one call, too many requests? A probe finds out:");
  }

  private static Diagnosis diagnose(Sandbox sandbox, Console console) {
    ClientCatalog catalog = ClientCatalog.bundled();
    var document = instance.objectNode().put("function", DemoScenario.FUNCTION).put("error", ERROR);
    document
        .putObject("client")
        .put("id", "aws-cli")
        .put("version", CLIENT_VERSION)
        .put("readTimeout", READ_TIMEOUT);
    document.putObject("probe").put("plan", "prove").put("allowExclusive", true);
    DiagnosisRequest request = RequestReader.read(document, catalog);
    AwsTarget target = SandboxTarget.of(sandbox);
    var progress = new ProbeProgress(console);
    try (var diagnoses = new Diagnoses(target, catalog, Clock.systemUTC(), true, progress)) {
      Diagnosis diagnosis = diagnoses.make(request, null);
      progress.clear();
      return diagnosis;
    }
  }
}
