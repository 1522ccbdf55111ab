package dev.unthrottle.app.cli;

import dev.unthrottle.app.ConsoleFiles;
import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.HttpApi;
import dev.unthrottle.client.ClientCatalog;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the console and the HTTP API on 127.0.0.1, until it is stopped. */
@CommandLine.Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves the console, a page for the browser, and the HTTP API on 127.0.0.1.")
final class ServeCommand implements Command {

  private static final int PORT = 8429;

  @Option(names = "--port", paramLabel = "N", description = "where: 8429")
  private @Nullable String port;

  @Mixin private final TargetOptions target = new TargetOptions();

  @Override
  public int run(Console console, Findings findings) throws IOException, InterruptedException {
    int at = Numbers.port(port, PORT, findings);
    var aws = target.target(findings);
    findings.refuseIfAny();
    ClientCatalog catalog = ClientCatalog.bundled();
    Clock clock = Clock.systemUTC();
    try (var diagnoses = new Diagnoses(aws, catalog, clock, true, new ProbeProgress(console));
        var workers = new LocalWorkers(diagnoses, catalog, clock, console);
        var server =
            LocalServer.start(
                new HttpApi(diagnoses::make, workers.longDiagnoses(), catalog, ConsoleFiles.SERVED),
                at,
                console)) {
      console.say("open " + server.address() + " in a browser; Ctrl-C ends it");
      Interruption.await(server::close);
    } catch (BindException e) {
      throw Numbers.taken(at, e);
    }
    return ExitCode.OK;
  }
}
