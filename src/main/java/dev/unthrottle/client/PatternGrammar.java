package dev.unthrottle.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A grammar that is a list of patterns. Each has groups of the names {@code service}, {@code
 * operation}, {@code code}, {@code message} and {@code attempts}, those that it can tell; where
 * several tell the same, the first in the list is right. No group matches without a limit, and no
 * two neighbouring repetitions match the same character, so the time to read grows with the length
 * of the text alone.
 *
 * @param client the client, {@code null} where the marks could be those of several
 * @param mark what a text of this client has and no other
 * @param clauses the patterns, the surest first
 */
record PatternGrammar(@Nullable ClientId client, Pattern mark, List<Pattern> clauses)
    implements ErrorGrammar {

  /**
   * A message up to the end of its line, or of its text in a JSON array; Lambda's own are shorter
   * than the longest that is read, and a report quotes less.
   */
  static final String MESSAGE = "(?<message>(?:(?!\",\")[^\\n]){1,500})";

  PatternGrammar {
    clauses = List.copyOf(clauses);
  }

  static PatternGrammar of(@Nullable ClientId client, String mark, String... clauses) {
    return new PatternGrammar(
        client, Pattern.compile(mark), List.of(clauses).stream().map(Pattern::compile).toList());
  }

  @Override
  public boolean marks(String text) {
    return mark.matcher(text).find();
  }

  @Override
  public ToldError read(String text) {
    return new ToldError(
        client,
        first("service", text),
        operation(text),
        first("code", text),
        ErrorText.bare(first("message", text)),
        ErrorText.number(first("attempts", text)),
        false);
  }

  private @Nullable String operation(String text) {
    String name = first("operation", text);
    return name == null ? null : LambdaOperations.pascalCase(name);
  }

  private @Nullable String first(String group, String text) {
    return clauses.stream()
        .filter(clause -> clause.namedGroups().containsKey(group))
        .map(clause -> first(clause, group, text))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private static Optional<String> first(Pattern clause, String group, String text) {
    Matcher matcher = clause.matcher(text);
    while (matcher.find()) {
      if (matcher.group(group) != null) {
        return Optional.of(matcher.group(group));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean couldPrint(String text, ClientVariant variant) {
    return Objects.equals(client, variant.client());
  }
}
