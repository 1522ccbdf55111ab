package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How and where to a result is written. */
final class OutputOptions {

  /** The forms that a result can have. */
  enum Format {
    TEXT,
    JSON,
    HTML
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default) or json; a diagnosis and a simulation also html")
  private @Nullable String format;

  @Mixin private final FileOutput output = new FileOutput();

  /** The form of the result; see {@link FileOutput#form}. */
  Format format(Findings findings, Format... possible) {
    return output.form(format, List.of(possible), findings);
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
