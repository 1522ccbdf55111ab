package dev.unthrottle.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** {@code target/conformance/report.md}, to which each test adds its part. */
final class ReportFile {

  /** The parts, in their order. */
  enum Part {
    CLIENTS,
    SNIPPETS
  }

  private static final Path FILE = Path.of("target", "conformance", "report.md");

  private static final Map<Part, String> PARTS = new EnumMap<>(Part.class);

  private ReportFile() {}

  /** Writes the report with this part and those before. */
  static synchronized void write(Part part, String text) throws IOException {
    PARTS.put(part, text);
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, String.join("\n", PARTS.values()));
  }
}
