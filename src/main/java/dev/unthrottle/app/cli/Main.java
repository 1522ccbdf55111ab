package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.Problem;
import dev.unthrottle.app.ProblemException;
import dev.unthrottle.client.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line's entry. Only the command that is asked for is built. */
public final class Main {

  private static final String DEBUG = "--debug";

  /** The commands in the order of the help. */
  private static final Map<String, Supplier<Command>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("diagnose", DiagnoseCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("simulate", SimulateCommand::new);
    COMMANDS.put("logs", LogsCommand::new);
    COMMANDS.put("clients", ClientsCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("sandbox", SandboxCommand::new);
    COMMANDS.put("serve", ServeCommand::new);
  }

  private final Console console;

  Main(Console console) {
    this.console = console;
  }

  /** Runs the command that {@code args} name, and ends the process with its exit code. */
  public static void main(String[] args) {
    // Before anything logs: warnings go to stderr, and stdout carries results alone.
    System.setProperty("log4j2.configurationFile", "dev/unthrottle/app/cli/log4j2.xml");
    System.exit(new Main(Console.system()).run(args));
  }

  /** Runs the command and returns its exit code. */
  int run(String... args) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    boolean debug = words.remove(DEBUG);
    try {
      if (LogsCommand.isPlain(words)) {
        return run(LogsCommand.of(words.subList(1, words.size())), new Findings());
      }
      CommandLine line = commandLine(words.isEmpty() ? "" : words.getFirst());
      return run(line.parseArgs(words.toArray(String[]::new)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.NO_ANSWER;
    } catch (Exception e) {
      return unexpected(e, debug);
    }
  }

  /** With the named command alone, or with all of them if it is none. */
  private static CommandLine commandLine(String name) {
    CommandLine line = new CommandLine(new Root());
    COMMANDS.forEach((command, supplier) -> {
      if (command.equals(name) || !COMMANDS.containsKey(name)) {
        line.addSubcommand(command, supplier.get());
      }
    });
    // @FILE is for the commands to read: it holds an error or a payload, and no flags.
    forEach(line, each -> each.getCommandSpec().parser().collectErrors(true).expandAtFiles(false));
    return line;
  }

  private static void forEach(CommandLine line, Consumer<CommandLine> action) {
    action.accept(line);
    line.getSubcommands().values().forEach(action);
  }

  private int run(ParseResult parsed) throws IOException, InterruptedException {
    ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (last.isUsageHelpRequested()) {
      last.commandSpec().commandLine().usage(console.out());
      return ExitCode.OK;
    }
    if (last.isVersionHelpRequested()) {
      console.out().println("unthrottle " + version());
      return ExitCode.OK;
    }
    Findings findings = new Findings();
    Set<Exception> errors = new LinkedHashSet<>(parsed.errors());
    errors.addAll(last.errors());
    errors.forEach(error -> findings.add("", Quote.of(String.valueOf(error.getMessage())) + "."));
    return run((Command) last.commandSpec().userObject(), findings);
  }

  private int run(Command command, Findings findings) throws IOException, InterruptedException {
    try {
      return command.run(console, findings);
    } catch (ProblemException e) {
      tell(e.problem(), command);
      return ExitCode.of(e.problem().kind());
    }
  }

  private void tell(Problem problem, Command command) {
    if (problem.findings().isEmpty()) {
      console.say(problem.kind().title() + ". " + problem.detail());
      return;
    }
    console.say(problem.kind().title() + ":");
    for (Problem.Finding finding : problem.findings()) {
      String flag = command.flag(finding.pointer());
      String found = finding.found() == null ? "" : " Found: " + finding.found();
      console.detail((flag.isEmpty() ? "" : flag + ": ") + finding.rule() + found);
    }
  }

  private int unexpected(Exception e, boolean debug) {
    console.say("Something unexpected happened: " + e + ". " + DEBUG + " shows where.");
    if (debug) {
      e.printStackTrace(console.err());
    }
    return ExitCode.NO_ANSWER;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** What stands before the commands. */
  @CommandLine.Command(
      name = "unthrottle",
      mixinStandardHelpOptions = true,
      description =
          "Find out why AWS Lambda answered TooManyRequestsException, prove it, and get the timeouts"
              + " that stop it.",
      footer =
          "Exit codes: 0 an answer, 1 check found a hazard, 2 the request was wrong, 3 AWS could not"
              + " be asked.")
  private static final class Root implements Command {
    @Override
    public int run(Console console, Findings findings) {
      findings.add("", "Which command? One of " + String.join(", ", COMMANDS.keySet()) + ".");
      findings.refuseIfAny();
      return ExitCode.OK;
    }
  }
}
