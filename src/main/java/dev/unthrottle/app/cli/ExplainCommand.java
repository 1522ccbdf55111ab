package dev.unthrottle.app.cli;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ErrorReading;
import dev.unthrottle.client.Quote;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: what a pasted error says. */
@CommandLine.Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says what a pasted error tells; asks no AWS.")
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
    output.write(format == Format.JSON ? JsonText.pretty(json(reading)) : text(reading), console);
    return ExitCode.OK;
  }

  private static ObjectNode json(ErrorReading reading) {
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("code", reading.code())
            .put("operation", reading.operation())
            .put("message", reading.message())
            .put("attempts", reading.attempts())
            .put("reason", reading.reason() == null ? null : reading.reason().value())
            .put("readTimedOut", reading.readTimedOut())
            .put("client", reading.client() == null ? null : reading.client().id());
    var fits = node.putArray("fits");
    reading.fits().forEach(variant -> fits.add(variant.id()));
    var untold = node.putArray("untold");
    reading.untold().forEach(untold::add);
    return node;
  }

  private static String text(ErrorReading reading) {
    if (reading.code() == null && !reading.readTimedOut()) {
      return "This reads like no error of an AWS client: it names no AWS error and no timeout.\n";
    }
    var text = new StringBuilder();
    line(text, "error", reading.code());
    line(text, "operation", reading.operation());
    line(text, "message", reading.message());
    line(text, "attempts", reading.attempts());
    line(text, "reason", reading.reason());
    line(text, "client", reading.client() == null ? null : reading.client().id());
    line(text, "fits", reading.fits().isEmpty() ? null : reading.fits().toString());
    reading.untold().forEach(untold -> line(text, "not told", untold));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append("%-11s%s\n".formatted(name, Quote.visible(value.toString())));
    }
  }
}
