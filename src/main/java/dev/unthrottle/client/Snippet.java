package dev.unthrottle.client;

import dev.unthrottle.client.Setting.Meaning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings as users of one client paste them: its own names, its own units, and nothing that it
 * ignores.
 *
 * @param language {@code sh}, {@code python}, {@code java} or {@code javascript}
 * @param text ready to paste
 */
public record Snippet(String language, String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  /** What makes an Invoke asynchronous, by language. */
  private static final Map<String, String> EVENT =
      Map.of(
          "sh", " --invocation-type Event",
          "python", ", InvocationType=\"Event\"",
          "java", ".invocationType(\"Event\")",
          "javascript", ", InvocationType: \"Event\"");

  /** A name, partial ARN or ARN; nothing in it needs escaping inside quotes. */
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_:$.-]+");

  /**
   * What makes {@code variant} behave so when it calls {@code function}. Where the client takes
   * whole seconds, timeouts are rounded up.
   *
   * @param maxAttempts all attempts, the first included; at least 1
   * @param asynchronous whether Lambda is to queue the event and answer at once
   * @param function name, partial ARN or ARN
   * @throws IllegalArgumentException if this client can't be told so
   */
  public static Snippet of(
      ClientVariant variant,
      Timeouts timeouts,
      int maxAttempts,
      boolean tcpKeepAlive,
      boolean asynchronous,
      String function) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts counts the first attempt, so it is at least 1. Found: " + maxAttempts);
    }
    if (!FUNCTION.matcher(function).matches()) {
      throw new IllegalArgumentException(
          "A function is given by its name or ARN. Found: " + function);
    }
    CatalogRow row = row(variant);
    Map<String, String> values = new HashMap<>(limits(row, timeouts));
    values.put("maxAttempts", Integer.toString(maxAttempts));
    values.put("retryMode", row.mode().id());
    values.put("function", function);
    environment(row).ifPresent(environment -> values.put("environment", environment));
    if (tcpKeepAlive) {
      values.put("onlyWithKeepAlive", "");
    }
    String template = row.transport().snippet();
    String language = language(template);
    values.put("event", asynchronous ? EVENT.get(language) : "");
    return new Snippet(language, filled(load(template), values));
  }

  private static CatalogRow row(ClientVariant variant) {
    return BundledCatalog.get()
        .row(variant)
        .orElseThrow(() -> new IllegalArgumentException(BundledCatalog.unknown(variant)));
  }

  private static Map<String, String> limits(CatalogRow row, Timeouts timeouts) {
    Map<String, String> limits = new HashMap<>();
    limits.put("connect", literal(row, Meaning.CONNECT_TIMEOUT, timeouts.connect()));
    limits.put("read", literal(row, Meaning.READ_TIMEOUT, timeouts.read()));
    if (timeouts.attempt() != null) {
      limits.put("attempt", literal(row, Meaning.ATTEMPT_TIMEOUT, timeouts.attempt()));
      limits.put("onlyWithAttempt", "");
    }
    if (timeouts.call() != null) {
      limits.put("call", literal(row, Meaning.CALL_TIMEOUT, timeouts.call()));
    }
    return limits;
  }

  /** The limit in the client's language and unit. */
  private static String literal(CatalogRow row, Meaning meaning, @Nullable Duration limit) {
    Setting setting =
        BundledCatalog.get().family(row.variant().client()).settings(row).stream()
            .filter(s -> s.means() == meaning && s.unit() != null)
            .findFirst()
            .orElseThrow(() -> impossible(row, meaning, limit));
    return setting.literal(limit).orElseThrow(() -> impossible(row, meaning, limit));
  }

  private static IllegalArgumentException impossible(
      CatalogRow row, Meaning meaning, @Nullable Duration limit) {
    return new IllegalArgumentException(
        "%s can't be told this %s: %s."
            .formatted(
                row.variant().id(),
                meaning.id(),
                limit == null ? "none" : DurationText.format(limit)));
  }

  /** What code alone can't set: a retry mode of Java other than its legacy one. */
  private static Optional<String> environment(CatalogRow row) {
    if (row.versions() == null) {
      return Optional.of("AWS_NEW_RETRIES_2026=true");
    }
    return row.mode() == RetryMode.LEGACY
        ? Optional.empty()
        : Optional.of("AWS_RETRY_MODE=" + row.mode().id());
  }

  /** Every placeholder replaced; a line with a placeholder that has no value is left out. */
  private static String filled(String template, Map<String, String> values) {
    return template
        .lines()
        .filter(line ->
            PLACEHOLDER.matcher(line).results().allMatch(p -> values.containsKey(p.group(1))))
        .map(line ->
            PLACEHOLDER
                .matcher(line)
                .replaceAll(p -> Matcher.quoteReplacement(values.get(p.group(1)))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String language(String template) {
    String extension = template.substring(template.lastIndexOf('.') + 1);
    return switch (extension) {
      case "py" -> "python";
      case "mjs" -> "javascript";
      default -> extension;
    };
  }

  private static String load(String template) {
    try (InputStream in = Snippet.class.getResourceAsStream("snippet/" + template)) {
      if (in == null) {
        throw new IllegalStateException("The template is missing from the jar: " + template);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The template can't be read: " + template, e);
    }
  }
}
