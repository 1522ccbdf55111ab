package dev.unthrottle.sandbox;

import dev.unthrottle.sandbox.FunctionSetup.Alias;
import dev.unthrottle.sandbox.FunctionSetup.Async;
import dev.unthrottle.sandbox.FunctionSetup.EventSource;
import dev.unthrottle.sandbox.FunctionSetup.Forms;
import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a scenario says about a function beside how it runs. */
final class SetupReader {

  private static final int MOST_VERSIONS = 1_000;

  /** Lambda's bounds: {@code ScalingConfig} and {@code BatchSize}, checked 2026-11-22. */
  private static final int LEAST_MAXIMUM_CONCURRENCY = 2;

  private static final int MOST_MAXIMUM_CONCURRENCY = 1_000;
  private static final int MOST_BATCH_SIZE = 10_000;
  private static final int DEFAULT_BATCH_SIZE = 10;

  /** Lambda's bounds of an event's age, checked 2026-11-22. */
  private static final Duration SHORTEST_AGE = Duration.ofSeconds(60);

  private static final Duration LONGEST_AGE = Duration.ofHours(6);

  private static final List<String> RUNTIMES = List.of("python", "node");
  private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:.+");
  private static final Pattern LOG_GROUP = Pattern.compile("[-._/#A-Za-z0-9]{1,512}");
  private static final Pattern PROVIDER = Pattern.compile("[a-zA-Z0-9-_]{1,140}");

  private SetupReader() {}

  static FunctionSetup read(YamlObject yaml) {
    FunctionSetup setup =
        new FunctionSetup(
            yaml.<@Nullable String>optional(
                "logGroup",
                YamlValues.textLike(LOG_GROUP, "must be the name of a log group"),
                null),
            yaml.optional("systemLogLevel", YamlValues.oneOf(List.of("INFO", "WARN")), "INFO"),
            yaml.optional("versions", YamlValues.whole(0, MOST_VERSIONS), 0),
            aliases(yaml.object("aliases")),
            provisioned(yaml.object("provisioned")),
            yaml.objects("eventSources", SetupReader::eventSource),
            async(yaml.object("async")),
            forms(yaml),
            LambdaRuntime.valueOf(
                yaml.optional("runtime", YamlValues.oneOf(RUNTIMES), "python")
                    .toUpperCase(Locale.ROOT)));
    refuseUnknownQualifiers(yaml, setup);
    return setup;
  }

  /** {@code {live: 3}}, or {@code {live: "3, 2: 0.1"}} with the share of another version. */
  private static Map<String, Alias> aliases(@Nullable YamlObject yaml) {
    Map<String, Alias> aliases = new LinkedHashMap<>();
    if (yaml != null) {
      yaml.texts((_, version) -> YamlValues.text(version))
          .forEach((name, versions) -> aliases.put(name, alias(versions)));
    }
    return aliases;
  }

  /** {@code 3}, or {@code 3, 2: 0.1}. */
  private static Alias alias(String versions) {
    String[] parts = versions.split(",\\s*", -1);
    Map<String, Double> others = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] other = parts[i].split(":\\s*", 2);
      others.put(other[0], other.length == 2 ? share(other[1]) : Double.NaN);
    }
    return new Alias(parts[0], others);
  }

  private static double share(String text) {
    return text.matches("0?\\.\\d{1,4}") ? Double.parseDouble(text) : Double.NaN;
  }

  private static Map<String, Integer> provisioned(@Nullable YamlObject yaml) {
    Map<String, Integer> provisioned = new LinkedHashMap<>();
    if (yaml != null) {
      yaml.texts((_, slots) -> String.valueOf(YamlValues.wholeFrom(1).apply(slots)))
          .forEach((qualifier, slots) -> provisioned.put(qualifier, Integer.valueOf(slots)));
    }
    return provisioned;
  }

  private static EventSource eventSource(YamlObject yaml) {
    EventSource source =
        new EventSource(
            yaml.required("source", YamlValues.textLike(ARN, "must be an ARN"), "arn:aws:sqs:?"),
            yaml.<@Nullable String>optional("qualifier", YamlValues::text, null),
            yaml.optional("batchSize", YamlValues.whole(1, MOST_BATCH_SIZE), DEFAULT_BATCH_SIZE),
            yaml.<@Nullable Integer>optional(
                "maximumConcurrency",
                YamlValues.whole(LEAST_MAXIMUM_CONCURRENCY, MOST_MAXIMUM_CONCURRENCY),
                null),
            yaml.optional("enabled", SetupReader::yes, true),
            yaml.optional("rate", YamlValues::ratePerSecond, 0.0),
            yaml.<@Nullable Duration>optional("window", YamlValues::positiveDuration, null),
            yaml.optional("visibility", YamlValues::positiveDuration, Polling.VISIBILITY));
    if (source.perSecond() == 0 && (source.window() != null || yaml.has("visibility"))) {
      yaml.problem("needs a rate for its window or visibility; without one nothing arrives");
    }
    yaml.refuseUnknownKeys();
    return source;
  }

  private static @Nullable Async async(@Nullable YamlObject yaml) {
    if (yaml == null) {
      return null;
    }
    Async async =
        new Async(
            yaml.optional("retries", YamlValues.whole(0, 2), Async.DEFAULT.retries()),
            yaml.optional("maximumAge", SetupReader::age, Async.DEFAULT.maximumAge()));
    yaml.refuseUnknownKeys();
    return async;
  }

  private static Duration age(Node node) {
    Duration age = YamlValues.wholeSeconds(node);
    if (age.compareTo(SHORTEST_AGE) < 0 || age.compareTo(LONGEST_AGE) > 0) {
      throw new ScenarioValueException("must be from 60s to 6h, as in AWS");
    }
    return age;
  }

  private static Forms forms(YamlObject yaml) {
    return new Forms(
        yaml.optional("snapStart", SetupReader::yes, false),
        yaml.optional("vpc", SetupReader::yes, false),
        yaml.optional("tenantIsolation", SetupReader::yes, false),
        yaml.<@Nullable Duration>optional("durable", YamlValues::wholeSeconds, null),
        yaml.<@Nullable String>optional(
            "capacityProvider",
            YamlValues.textLike(PROVIDER, "must be the name of a capacity provider"),
            null));
  }

  private static boolean yes(Node node) {
    return YamlValues.oneOf(List.of("true", "false")).apply(node).equals("true");
  }

  private static void refuseUnknownQualifiers(YamlObject yaml, FunctionSetup setup) {
    setup
        .aliases()
        .forEach((name, alias) -> {
          boolean shares =
              alias.others().values().stream().allMatch(share -> share > 0 && share < 1);
          boolean versions =
              isVersion(setup, alias.version())
                  && alias.others().keySet().stream().allMatch(one -> isVersion(setup, one));
          if (!shares || !versions) {
            yaml.problem(
                "aliases",
                "must lead to published versions, as in {live: 3} or {live: \"3, 2: 0.1\"}; there are %d versions, and %s doesn't"
                    .formatted(setup.versions(), name));
          }
        });
    setup.eventSources().stream()
        .map(EventSource::qualifier)
        .filter(qualifier -> qualifier != null && !setup.has(qualifier))
        .forEach(unknown ->
            yaml.problem(
                "eventSources",
                "must invoke versions and aliases of the function; there is no " + unknown));
    setup.provisioned().keySet().stream()
        .filter(qualifier -> !setup.has(qualifier))
        .forEach(unknown ->
            yaml.problem(
                "provisioned",
                "must be for versions and aliases of the function; there is no " + unknown));
  }

  private static boolean isVersion(FunctionSetup setup, String version) {
    return !setup.aliases().containsKey(version) && setup.has(version);
  }
}
