package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
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

  @Mixin private final FileOutput output = new FileOutput();

  /**
   * The form asked for; a finding, and text, where it isn't one of {@code possible}. An output that
   * can't be written is found out as well, before a probe has cost anything.
   */
  Format format(Findings findings, Format... possible) {
    output.check(findings);
    for (Format one : possible) {
      if (one.id().equals(format)) {
        return one;
      }
    }
    String names = Arrays.stream(possible).map(Format::id).collect(Collectors.joining(", "));
    findings.add("--format", "This is one of " + names + ".", format);
    return Format.TEXT;
  }

  /** Whether text on stdout may have colours. */
  boolean colour(Console console) {
    return output.colour(console);
  }

  /**
   * Writes a result.
   *
   * @throws ProblemException if the file turns out not to be writable; stdout has the result then
   */
  void write(String result, Console console) {
    output.write(result, console);
  }
}
