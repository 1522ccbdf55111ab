package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to a result is written. */
final class FileOutput {

  private static final String OUTPUT = "--output";

  @Option(names = OUTPUT, paramLabel = "FILE", description = "write there, not to stdout")
  private @Nullable String output;

  /** Finds an output that can't be written, before a probe has cost anything. */
  void check(Findings findings) {
    if (output != null && !writable(output)) {
      findings.add(OUTPUT, "This is a file that can be written, in a folder that exists.", output);
    }
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
