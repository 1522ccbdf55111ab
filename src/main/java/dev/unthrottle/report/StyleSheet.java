package dev.unthrottle.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What pages and pictures carry with them: resources beside this class. */
final class StyleSheet {

  private StyleSheet() {}

  /** The style of a page, that of the pictures in it included. */
  static String read() {
    return timeline() + resource("report.css");
  }

  /** The style of a picture that stands alone. */
  static String timeline() {
    return resource("timeline.css");
  }

  /** A text that belongs to the artifact. */
  static String resource(String name) {
    try (InputStream text =
        Objects.requireNonNull(StyleSheet.class.getResourceAsStream(name), name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The artifact is damaged: %s can't be read".formatted(name), e);
    }
  }
}
