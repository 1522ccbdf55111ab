package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ErrorReading;
import dev.unthrottle.report.Explanation;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: what a pasted error means. */
@CommandLine.Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says what a pasted error means; asks no AWS.")
final class ExplainCommand implements Command {

  @Option(
      names = "--error",
      paramLabel = "TEXT|@FILE|-",
      description = "the error; - or nothing reads stdin")
  private @Nullable String error;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings, Format.TEXT, Format.JSON);
    String text =
        error == null || error.equals("-")
            ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
            : new FlagDocument(findings).content("--error", error);
    if (text != null && text.isBlank()) {
      findings.add("--error", "Paste the error that the client printed.");
    }
    findings.refuseIfAny();
    ErrorReading reading = ErrorReading.read(text == null ? "" : text, ClientCatalog.bundled());
    output.write(
        format == Format.JSON
            ? JsonText.pretty(Explanation.json(reading))
            : Explanation.text(reading),
        console);
    return ExitCode.OK;
  }
}
