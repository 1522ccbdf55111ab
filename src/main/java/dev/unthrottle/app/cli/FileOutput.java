package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.ProblemException;
import dev.unthrottle.client.NearestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to a result is written, and what that says about its form. */
final class FileOutput {

  private static final String OUTPUT = "--output";
  private static final String FORMAT = "--format";

  @Option(
      names = OUTPUT,
      paramLabel = "FILE",
      description = "write there, not to stdout; .html, .json, .txt, … decide the format")
  private @Nullable String output;

  /**
   * The form of the result: the one that was asked for, else the one that the file's extension
   * stands for, else the first of {@code possible}. A form that isn't possible, and one that the
   * extension contradicts, are findings; so is an output that can't be written, before a probe has
   * cost anything.
   *
   * @param asked the value of {@code --format}, {@code null} if it wasn't given
   */
  <F extends Enum<F>> F form(@Nullable String asked, List<F> possible, Findings findings) {
    check(findings);
    List<String> names = possible.stream().map(FileOutput::id).toList();
    String chosen = asked == null ? byExtension(names, findings) : agreeing(asked, names, findings);
    return possible.get(Math.max(0, names.indexOf(chosen)));
  }

  private static String id(Enum<?> form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  private String byExtension(List<String> names, Findings findings) {
    Extension extension = Extension.of(output);
    if (output == null || extension.forms().isEmpty()) {
      return names.getFirst();
    }
    String form = extension.forms().getFirst();
    if (!names.contains(form)) {
      findings.add(
          OUTPUT,
          "The extension .%s stands for %s, and this command writes %s: name the file otherwise."
              .formatted(extension.text(), form, String.join(", ", names)),
          output);
    }
    return form;
  }

  private String agreeing(String asked, List<String> names, Findings findings) {
    Extension extension = Extension.of(output);
    if (!names.contains(asked)) {
      findings.add(
          FORMAT,
          "This is one of %s.%s"
              .formatted(String.join(", ", names), NearestNames.hint(asked, names)),
          asked);
    } else if (!extension.allows(asked)) {
      findings.add(
          FORMAT,
          "The output's extension .%s stands for %s: give one of both, or let them agree."
              .formatted(extension.text(), extension.forms().getFirst()),
          asked);
    }
    return asked;
  }

  private void check(Findings findings) {
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
   * Writes a result, and tells where to if that isn't stdout.
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
      console.say(output + ": written");
    } catch (IOException e) {
      console.print(result);
      var findings = new Findings();
      findings.add(OUTPUT, "It can't be written, so stdout has the result: " + e + ".", output);
      findings.refuseIfAny();
    }
  }
}
