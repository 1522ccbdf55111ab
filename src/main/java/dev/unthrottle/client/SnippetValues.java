package dev.unthrottle.client;

import dev.unthrottle.client.Setting.Meaning;
import dev.unthrottle.client.Setting.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the placeholders of a template stand for, in one client's own names and units. */
final class SnippetValues {

  private static final String OPT_IN = "AWS_NEW_RETRIES_2026=true";

  private final Client client;
  private final CatalogRow row;
  private final ClientFamily family;
  private final List<Setting> settings;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> reasons = new ArrayList<>();

  private SnippetValues(Client client, CatalogRow row) {
    this.client = client;
    this.row = row;
    this.family = BundledCatalog.get().family(row.variant().client());
    this.settings = family.settings(row);
  }

  /**
   * The values for the code or the command line that makes the call.
   *
   * @throws Snippet.Impossible if the client can't be told so
   */
  static Map<String, String> forCall(Client client, CatalogRow row, boolean asynchronous) {
    SnippetValues values = new SnippetValues(client, row);
    values.retryMode();
    values.environment();
    values.attempts();
    values.limits();
    values.when("KeepAlive", client.tcpKeepAlive());
    values.when(asynchronous ? "Asynchronous" : "Synchronous", true);
    return values.complete();
  }

  /**
   * The values for the shared config file; empty if the client takes attempts or retry mode from
   * elsewhere only.
   */
  static Optional<Map<String, String>> forConfigFile(Client client, CatalogRow row) {
    SnippetValues values = new SnippetValues(client, row);
    if (!values.inConfigFile(Meaning.MAX_ATTEMPTS) || !values.inConfigFile(Meaning.RETRY_MODE)) {
      return Optional.empty();
    }
    values.retryMode();
    values.optIn();
    values.put("maxAttempts", client.retries().maxAttempts());
    values.when("KeepAlive", client.tcpKeepAlive() && values.inConfigFile(Meaning.TCP_KEEP_ALIVE));
    return Optional.of(values.complete());
  }

  /**
   * What {@code client} becomes when it is told all of this: rounded to its units, and without what
   * it has no setting for.
   *
   * @throws Snippet.Impossible if the client can't be told so
   */
  static Client obeyed(Client client, CatalogRow row) {
    SnippetValues values = new SnippetValues(client, row);
    values.attempts();
    Timeouts told = values.limits();
    values.complete();
    return client.with(told, client.retries().maxAttempts(), values.keepsAlive());
  }

  private boolean keepsAlive() {
    return row.variant().tcpKeepAlive() || (client.tcpKeepAlive() && sets(Meaning.TCP_KEEP_ALIVE));
  }

  private boolean sets(Meaning meaning) {
    return settings.stream().anyMatch(setting -> setting.means() == meaning);
  }

  private boolean inConfigFile(Meaning meaning) {
    return settings.stream().anyMatch(s -> s.from() == Source.CONFIG_FILE && s.means() == meaning);
  }

  /** The retry mode as each language writes it, and conditions for lines that only some need. */
  private void retryMode() {
    String mode = row.mode().id();
    String capitalized = mode.substring(0, 1).toUpperCase(Locale.ROOT) + mode.substring(1);
    put("retryMode", mode);
    put("RetryMode", capitalized);
    put("RETRY_MODE", mode.toUpperCase(Locale.ROOT));
    when(capitalized, true);
    when("NotLegacy", row.mode() != RetryMode.LEGACY);
  }

  /** The opt-in to the retries of 2026, where no version behaves so without. */
  private void optIn() {
    if (row.versions() == null) {
      put("environment", OPT_IN);
    }
  }

  /** What the builder of Java or Kotlin alone can't set: the opt-in, and a mode to be asked for. */
  private void environment() {
    optIn();
    RetryMode unasked = row.versions() == null ? RetryMode.STANDARD : defaultMode();
    if (row.mode() != unasked) {
      values.merge("environment", "AWS_RETRY_MODE=" + row.mode().id(), (a, b) -> a + " " + b);
    }
  }

  /** The retry mode of the client's first default. */
  private RetryMode defaultMode() {
    return family.rows().stream()
        .filter(r -> r.byDefault() != null)
        .findFirst()
        .map(CatalogRow::mode)
        .orElse(row.mode());
  }

  /** The number of attempts as the strongest setting that leaves the row's mode alone counts it. */
  private void attempts() {
    int attempts = client.retries().maxAttempts();
    settings.stream()
        .filter(s -> s.means() == Meaning.MAX_ATTEMPTS || s.means() == Meaning.MAX_RETRIES)
        .filter(s -> s.forces() == null || s.forces() == row.mode())
        .min(Comparator.comparing(s -> s.forces() == null))
        .ifPresentOrElse(
            knob -> {
              if (knob.means() == Meaning.MAX_RETRIES) {
                put("maxRetries", attempts - 1);
              } else {
                put("maxAttempts", attempts);
              }
            },
            () -> impossible(Meaning.MAX_ATTEMPTS, Integer.toString(attempts)));
  }

  private Timeouts limits() {
    Timeouts limits = client.timeouts();
    Timeouts defaults = row.variant().timeouts();
    Timeouts told =
        new Timeouts(
            has(Meaning.CONNECT_TIMEOUT)
                ? limit("connect", Meaning.CONNECT_TIMEOUT, limits.connect(), defaults.connect())
                : defaults.connect(),
            has(Meaning.READ_TIMEOUT)
                ? limit("read", Meaning.READ_TIMEOUT, limits.read(), defaults.read())
                : defaults.read(),
            limit("attempt", Meaning.ATTEMPT_TIMEOUT, attemptLimit(limits), defaults.attempt()),
            limit("call", Meaning.CALL_TIMEOUT, limits.call(), defaults.call()));
    when("Read", values.containsKey("read"));
    when("Attempt", values.containsKey("attempt"));
    return told;
  }

  /**
   * The limit for an attempt. For a client without a read timeout, one that ends after the time to
   * connect and the time to read does the same.
   */
  private @Nullable Duration attemptLimit(Timeouts limits) {
    @Nullable Duration read = limits.read();
    if (read == null || has(Meaning.READ_TIMEOUT)) {
      return limits.attempt();
    }
    Duration both = limits.connect() == null ? read : read.plus(limits.connect());
    return limits.attempt() == null || both.compareTo(limits.attempt()) < 0
        ? both
        : limits.attempt();
  }

  /**
   * Puts a limit, and tells what the client makes of it. One that it doesn't have anyway needs no
   * line to lift it.
   */
  private @Nullable Duration limit(
      String placeholder, Meaning meaning, @Nullable Duration limit, @Nullable Duration byDefault) {
    if (limit == null && byDefault == null) {
      return null;
    }
    Optional<Setting> knob = knob(meaning);
    knob.flatMap(setting -> setting.literal(limit))
        .ifPresentOrElse(
            literal -> put(placeholder, literal),
            () -> impossible(meaning, limit == null ? "none" : DurationText.format(limit)));
    return limit == null ? null : knob.map(setting -> setting.rounded(limit)).orElse(limit);
  }

  private boolean has(Meaning meaning) {
    return knob(meaning).isPresent();
  }

  private Optional<Setting> knob(Meaning meaning) {
    return settings.stream().filter(s -> s.means() == meaning && s.unit() != null).findFirst();
  }

  private void put(String placeholder, Object value) {
    values.put(placeholder, value.toString());
  }

  private void when(String condition, boolean holds) {
    if (holds) {
      values.put("if" + condition, "");
    }
  }

  private void impossible(Meaning meaning, String value) {
    reasons.add("%s can't be told this %s: %s.".formatted(row.variant().id(), meaning.id(), value));
  }

  private Map<String, String> complete() {
    if (!reasons.isEmpty()) {
      throw new Snippet.Impossible(String.join("\n", reasons));
    }
    return values;
  }
}
