package dev.unthrottle.app.cli;

import dev.unthrottle.app.Catalogue;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.CatalogueText;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code clients [ID[@VERSION]]}: the catalogue, or one client's effective defaults. */
@CommandLine.Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Lists the AWS clients that are known, or one client's defaults.")
final class ClientsCommand implements Command {

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID[@VERSION]", description = "which")
  private @Nullable String name;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings, Format.TEXT, Format.JSON);
    findings.refuseIfAny();
    ClientCatalog catalog = ClientCatalog.bundled();
    Catalogue catalogue = new Catalogue(catalog);
    ResolvedClient one = name == null ? null : catalogue.find(name);
    String text =
        format == Format.JSON
            ? JsonText.pretty(one == null ? catalogue.all() : catalogue.one(one))
            : one == null ? CatalogueText.all(catalog.variants()) : CatalogueText.one(one);
    output.write(text, console);
    return ExitCode.OK;
  }
}
