package dev.unthrottle.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations of Lambda's API, in {@code lambda-operations.txt} with their source. */
final class LambdaOperations {

  /** Those that run a function. Everything else is the control plane, with quotas of its own. */
  private static final Set<String> INVOKING =
      Set.of("Invoke", "InvokeAsync", "InvokeWithResponseStream");

  private static final Pattern NAME = Pattern.compile("\\b[A-Za-z][A-Za-z_]{5,59}\\b");

  /** Read when it is first asked for, once. */
  private static final class Loaded {
    private static final Set<String> NAMES = load("lambda-operations.txt");
  }

  private LambdaOperations() {}

  static Set<String> names() {
    return Loaded.NAMES;
  }

  /** Whether {@code operation}, in the spelling of the API, is one of Lambda's. */
  static boolean has(String operation) {
    return names().contains(operation);
  }

  static boolean runsAFunction(String operation) {
    return INVOKING.contains(operation);
  }

  /** The first operation of the control plane that {@code text} mentions, however it spells it. */
  static Optional<String> mentionedIn(String text) {
    return NAME.matcher(text)
        .results()
        .map(name -> pascalCase(name.group()))
        .filter(name -> has(name) && !runsAFunction(name))
        .findFirst();
  }

  /** {@code ListTags} for {@code listTags}, {@code list_tags} and {@code ListTags}. */
  static String pascalCase(String name) {
    return Arrays.stream(name.split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static Set<String> load(String resource) {
    try (InputStream in = LambdaOperations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The operations are missing from the jar: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("The operations can't be read: " + resource, e);
    }
  }
}
