package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.evidence.LogFiles;
import dev.unthrottle.evidence.LogProgress;
import dev.unthrottle.evidence.LogSummary;
import dev.unthrottle.report.JsonLogs;
import dev.unthrottle.report.JsonText;
import dev.unthrottle.report.LogText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs FILE…}: what exported logs tell; asks no AWS. */
@CommandLine.Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Counts the executions in exported logs: durations, cold starts, timeouts, concurrency,"
          + " ghosts. Asks no AWS.",
      "It reads text with or without times, S3 exports, the JSON of aws logs filter-log-events,"
          + " get-log-events and get-query-results, and the CSV of Logs Insights, packed by gzip or"
          + " not.",
      "Exit codes: 0 all of it was read, 2 something that was named couldn't be; what could be is"
          + " counted all the same."
    })
final class LogsCommand implements Command {

  private static final String STDIN = "-";
  private static final String FILE = "FILE";

  @Parameters(
      arity = "0..*",
      paramLabel = FILE,
      description = "files and folders; - or nothing reads stdin")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "only that function's streams, where a group is shared")
  private @Nullable String function;

  @Mixin private final OutputOptions output = new OutputOptions();

  /**
   * Whether {@code words} are {@code logs} and names of files, as they nearly always are. Nothing
   * is left to parse then, and picocli stays unloaded: its classes are in the format of Java 5,
   * which no AOT cache takes, and cost 0.2 s, a fifth of what 1 GB of log takes.
   */
  static boolean isPlain(List<String> words) {
    return !words.isEmpty()
        && words.getFirst().equals("logs")
        && words.stream().noneMatch(word -> word.startsWith("-") && !word.equals(STDIN));
  }

  /** The command for those files. */
  static LogsCommand of(List<String> files) {
    LogsCommand command = new LogsCommand();
    command.files = files;
    return command;
  }

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings, Format.TEXT, Format.JSON);
    boolean stdin = files.isEmpty() || files.equals(List.of(STDIN));
    List<Path> paths = stdin ? List.of() : paths(findings);
    findings.refuseIfAny();
    LogProgress progress = LogsProgress.on(console);
    LogSummary logs =
        stdin
            ? LogFiles.summarise(console.in(), function, progress)
            : LogFiles.summarise(paths, function, progress);
    LogsProgress.clear(progress);
    refuseIfNothingWasRead(logs, findings);
    logs.problems().forEach(problem -> console.say(problem.file() + ": " + problem.what()));
    output.write(
        format == Format.JSON
            ? JsonText.pretty(JsonLogs.of(logs))
            : LogText.of(logs, output.colour(console)),
        console);
    return logs.isComplete() ? ExitCode.OK : ExitCode.WRONG_REQUEST;
  }

  /** Counts of nothing would look like an answer. */
  private static void refuseIfNothingWasRead(LogSummary logs, Findings findings) {
    if (logs.files() == 0) {
      logs.problems().forEach(problem -> findings.add(FILE, problem.what(), problem.file()));
      findings.refuseIfAny();
    }
  }

  private List<Path> paths(Findings findings) {
    List<Path> paths = new ArrayList<>();
    for (String file : files) {
      Path path = path(file);
      if (file.equals(STDIN)) {
        findings.add(FILE, "Standard input is read alone, or not at all.", file);
      } else if (path == null) {
        findings.add(FILE, "This is no name of a file or folder.", file);
      } else {
        paths.add(path);
      }
    }
    return paths;
  }

  private static @Nullable Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
