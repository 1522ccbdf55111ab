package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import java.io.IOException;
import java.nio.file.Files;
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

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or html")
  private String format = "text";

  @Option(names = "--output", paramLabel = "FILE", description = "write there, not to stdout")
  private @Nullable String output;

  /** The form asked for; a finding, and text, where it isn't one of {@code possible}. */
  Format format(Findings findings, Format... possible) {
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
    return console.colour() && output == null;
  }

  void write(String result, Console console) throws IOException {
    if (output == null) {
      console.out().print(result);
      console.out().flush();
    } else {
      Files.writeString(Path.of(output), result);
    }
  }
}
