package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Invocation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads who calls the functions of a scenario, live or in the past. */
final class CallersReader {

  /** Stands in for a name that can't be read, and is none itself. */
  static final String UNNAMED = "?";

  private static final Duration HOUR = Duration.ofHours(1);

  private final ClientReader clients;

  /** What is set up around each function, by its name. */
  private final Map<String, FunctionSetup> setups = new LinkedHashMap<>();

  CallersReader(ClientReader clients) {
    this.clients = clients;
  }

  /** Whether there is a function of that name so far. */
  boolean knows(String name) {
    return setups.containsKey(name);
  }

  /** Adds a function that can be called. */
  void add(FunctionSpec function) {
    if (!function.name().equals(UNNAMED)) {
      setups.put(function.name(), function.setup());
    }
  }

  /** A caller that is live. */
  Traffic traffic(YamlObject yaml) {
    String function = calledFunction(yaml);
    Traffic traffic =
        new Traffic(
            function,
            qualifier(yaml, function),
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            invocation(yaml),
            clients.caller(yaml));
    yaml.refuseUnknownKeys();
    return traffic;
  }

  /**
   * All of a {@code window} that ends now, or a piece of the past, {@code at} and {@code lasting}.
   */
  History history(YamlObject yaml) {
    String function = calledFunction(yaml);
    boolean piece = yaml.has("at") || yaml.has("lasting");
    if (piece && yaml.has("window")) {
      yaml.problem("window", "can't stand beside at and lasting");
    }
    Duration at =
        yaml.optional(
            "window",
            YamlValues::positiveDuration,
            piece ? yaml.required("at", YamlValues::positiveDuration, HOUR) : HOUR);
    Duration lasting =
        piece ? yaml.required("lasting", YamlValues::positiveDuration, Duration.ofNanos(1)) : at;
    if (!piece && !yaml.has("window")) {
      yaml.problem("needs a window, or at and lasting");
    }
    if (lasting.compareTo(at) > 0) {
      yaml.problem("lasting", "must not be longer ago than at; history ends now");
    }
    History history =
        new History(
            function,
            qualifier(yaml, function),
            at,
            lasting,
            yaml.required("rate", YamlValues::ratePerSecond, 1.0),
            invocation(yaml),
            clients.caller(yaml));
    yaml.refuseUnknownKeys();
    return history;
  }

  private static Invocation invocation(YamlObject yaml) {
    return yaml.optional("invocation", YamlValues.oneOf(List.of("sync", "async")), "sync")
            .equals("sync")
        ? Invocation.SYNC
        : Invocation.ASYNC;
  }

  private @Nullable String qualifier(YamlObject yaml, String function) {
    String qualifier = yaml.<@Nullable String>optional("qualifier", YamlValues::text, null);
    FunctionSetup setup = setups.get(function);
    if (qualifier != null && setup != null && !setup.has(qualifier)) {
      yaml.problem("qualifier", "must be a version or an alias of " + function);
    }
    return qualifier;
  }

  private String calledFunction(YamlObject yaml) {
    String name = yaml.required("function", YamlValues::text, UNNAMED);
    if (!name.equals(UNNAMED) && !setups.containsKey(name) && !setups.isEmpty()) {
      yaml.problem(
          "function",
          "must be one of the scenario's functions" + YamlValues.nearest(name, setups.keySet()));
    }
    return name;
  }
}
