package dev.unthrottle.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The reports of the golden files: what people see, one of each kind. */
final class Goldens {

  private static final Path FOLDER = Path.of("src/test/resources/golden").toAbsolutePath();

  private Goldens() {}

  /** The report on the case that the tool is about. */
  static Path seedCase() {
    return FOLDER.resolve("self-collision.html");
  }

  static Stream<Path> reports() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<Path> reports = files.filter(it -> it.toString().endsWith(".html")).sorted().toList();
      return reports.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
