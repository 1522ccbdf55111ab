package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import dev.unthrottle.sandbox.ScenarioException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code sandbox}: a small AWS on 127.0.0.1, until it is stopped. */
@CommandLine.Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Plays a small AWS on 127.0.0.1 and prints the environment to use it.")
final class SandboxCommand implements Command {

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "what it is; one slot, if absent")
  private @Nullable String scenario;

  @Option(names = "--port", paramLabel = "N", description = "where; any free port, if absent")
  private @Nullable String port;

  @Option(names = "--seed", paramLabel = "N", description = "what is random follows from it: 1")
  private @Nullable String seed;

  @Override
  public int run(Console console, Findings findings) throws IOException, InterruptedException {
    int at = Numbers.port(port, 0, findings);
    long chosenSeed = Numbers.seed(seed, findings);
    Scenario played = scenario == null ? DemoScenario.load() : load(scenario, findings);
    findings.refuseIfAny();
    try (Sandbox sandbox = Sandbox.start(played, at, Clock.systemUTC(), chosenSeed)) {
      sandbox
          .environment()
          .forEach((name, value) -> console.out().println("export " + name + "=" + value));
      console.out().flush();
      console.say("the sandbox listens at " + sandbox.endpoint() + "; Ctrl-C ends it");
      Interruption.await(sandbox::close);
    } catch (BindException e) {
      throw Numbers.taken(at, e);
    }
    return ExitCode.OK;
  }

  /** A scenario; the bundled one, with findings, if it can't be read. */
  private static Scenario load(String file, Findings findings) throws IOException {
    try {
      return Scenario.load(Path.of(file));
    } catch (ScenarioException e) {
      e.problems().forEach(problem -> findings.add("--scenario", problem));
    } catch (IOException e) {
      findings.add("--scenario", "There is no such file that can be read.", file);
    }
    return DemoScenario.load();
  }
}
