package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How and where to a result is written. */
final class OutputOptions {

  /** The forms that a result can have. */
  enum Format {
    TEXT,
    JSON,
    HTML;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text or json; a diagnosis and a simulation also html")
  private String format = "text";

  private static final String OUTPUT = "--output";

  @Option(names = OUTPUT, paramLabel = "FILE", description = "write there, not to stdout")
  private @Nullable String output;

  /**
   * The form asked for; a finding, and text, where it isn't one of {@code possible}. An output that
   * can't be written is found out as well, before a probe has cost anything.
   */
  Format format(Findings findings, Format... possible) {
    if (output != null && !writable(output)) {
      findings.add(OUTPUT, "This is a file that can be written, in a folder that exists.", output);
    }
    for (Format one : possible) {
      if (one.id().equals(format)) {
        return one;
      }
    }
    String names = Arrays.stream(possible).map(Format::id).collect(Collectors.joining(", "));
    findings.add("--format", "This is one of " + names + ".", format);
    return Format.TEXT;
  }

  private static boolean writable(String name) {
    try {
      Path file = Path.of(name).toAbsolutePath();
      Path folder = file.getParent();
      return Files.exists(file)
          ? Files.isWritable(file) && !Files.isDirectory(file)
          : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether text on stdout may have colours. */
  boolean colour(Console console) {
    return console.colour() && output == null;
  }

  /**
   * Writes a result.
   *
   * @throws ProblemException if the file turns out not to be writable; stdout has the result then
   */
  void write(String result, Console console) {
    if (output == null) {
      console.print(result);
      return;
    }
    try {
      Files.writeString(Path.of(output), result);
    } catch (IOException e) {
      console.print(result);
      var findings = new Findings();
      findings.add(OUTPUT, "It can't be written, so stdout has the result: " + e + ".", output);
      findings.refuseIfAny();
    }
  }
}
