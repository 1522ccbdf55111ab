package dev.unthrottle.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A snippet whose values are still placeholders, <code>{{read}}</code>. One that stands for no text
 * at all, <code>{{ifKeepAlive}}</code>, is a condition for its line.
 *
 * @param language what it is written in
 * @param text with the placeholders
 */
record SnippetTemplate(String language, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  /** The template of this name. */
  static SnippetTemplate named(String name) {
    return new SnippetTemplate(language(name), load(name));
  }

  /** Every placeholder replaced; a line with a placeholder that has no value is left out. */
  Snippet filled(Map<String, String> values) {
    return new Snippet(
        language,
        text.lines()
            .filter(line ->
                PLACEHOLDER.matcher(line).results().allMatch(p -> values.containsKey(p.group(1))))
            .map(line ->
                PLACEHOLDER
                    .matcher(line)
                    .replaceAll(p -> Matcher.quoteReplacement(values.get(p.group(1)))))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  /** {@code text} as it stands between the quotation marks that this language's templates use. */
  String quoted(String text) {
    return language.equals("kotlin") ? text.replace("$", "\\$") : text;
  }

  private static String language(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "cs" -> "csharp";
      case "js", "mjs" -> "javascript";
      case "kt" -> "kotlin";
      case "ps1" -> "powershell";
      case "py" -> "python";
      case "rb" -> "ruby";
      case "rs" -> "rust";
      default -> extension;
    };
  }

  private static String load(String name) {
    try (InputStream in = SnippetTemplate.class.getResourceAsStream("snippet/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The template is missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The template can't be read: " + name, e);
    }
  }
}
