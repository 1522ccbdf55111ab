package dev.unthrottle.app.cli;

import dev.unthrottle.app.Catalogue;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.CatalogueText;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code clients [ID[@VERSION]]}: the catalogue, or what one client effectively does. */
@CommandLine.Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Lists the AWS clients that are known, or says what one effectively does.")
final class ClientsCommand implements Command {

  private static final ClientCatalog CATALOG = ClientCatalog.bundled();

  private static final Map<String, String> FLAGS =
      Map.of(
          "/client/id", "ID",
          "/client/version", "@VERSION");

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID[@VERSION]", description = "which")
  private @Nullable String name;

  @Mixin private final SettingOptions settings = new SettingOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings, Format.TEXT, Format.JSON);
    FlagDocument document = new FlagDocument(findings).client(name);
    settings.addTo(document);
    if (name == null && !document.json().isEmpty()) {
      findings.add("/client/id", "Whose settings are these? Name the client: clients boto3.");
    }
    findings.refuseIfAny();
    output.write(name == null ? all(format) : one(document, format, findings), console);
    return ExitCode.OK;
  }

  private static String all(Format format) {
    return format == Format.JSON
        ? JsonText.pretty(new Catalogue(CATALOG).all())
        : CatalogueText.all(CATALOG.variants());
  }

  private static String one(FlagDocument document, Format format, Findings findings) {
    Catalogue catalogue = new Catalogue(CATALOG);
    ResolvedClient one = catalogue.read(document.json(), findings);
    return format == Format.JSON
        ? JsonText.pretty(catalogue.one(one))
        : CatalogueText.one(one, CATALOG.settings(one.variant()));
  }

  @Override
  public String flag(String pointer) {
    return SettingOptions.flag(pointer).orElseGet(() -> FLAGS.getOrDefault(pointer, pointer));
  }
}
