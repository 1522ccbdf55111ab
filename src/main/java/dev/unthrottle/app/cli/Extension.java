package dev.unthrottle.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says about its form.
 *
 * @param text what follows its last full stop, in lower case; empty without one
 * @param forms what such a file can hold, the usual one first; empty where the extension says
 *     nothing
 */
record Extension(String text, List<String> forms) {

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "txt", List.of("text"),
          "json", List.of("json", "sarif"), // SARIF is JSON
          "html", List.of("html"),
          "htm", List.of("html"),
          "svg", List.of("svg"),
          "sarif", List.of("sarif"),
          "xml", List.of("junit"));

  /** That of {@code file}, {@code null} where there is none. */
  static Extension of(@Nullable String file) {
    String name = file == null ? "" : file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String text = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return new Extension(text, KNOWN.getOrDefault(text, List.of()));
  }

  /** Whether a file of this name may hold that form. */
  boolean allows(String form) {
    return forms.isEmpty() || forms.contains(form);
  }
}
