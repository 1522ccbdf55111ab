package dev.unthrottle.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style of the HTML report, a resource beside this class. */
final class StyleSheet {

  private StyleSheet() {}

  static String read() {
    try (InputStream css =
        Objects.requireNonNull(StyleSheet.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact is damaged: report.css can't be read", e);
    }
  }
}
