package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientConfigurationException;
import dev.unthrottle.client.KnownSetting;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings to check, as flags say them. What is {@code null} wasn't said.
 *
 * @param function the function's name
 * @param functionTimeout its timeout
 * @param reserved its reserved concurrency
 * @param client the client that calls it
 * @param caller what runs the client
 * @param idempotent whether a second run of a call does no harm
 * @param visibilityTimeout of the queue whose messages it takes
 * @param maximumConcurrency of the event source mapping that hands them over
 */
public record CheckRequest(
    @Nullable String function,
    @Nullable Duration functionTimeout,
    @Nullable Integer reserved,
    @Nullable ClientConfiguration client,
    @Nullable CallerLimit caller,
    boolean idempotent,
    @Nullable Duration visibilityTimeout,
    @Nullable Integer maximumConcurrency) {

  private static final List<String> FIELDS =
      List.of(
          "function",
          "functionTimeout",
          "reserved",
          "client",
          "caller",
          "idempotent",
          "visibilityTimeout",
          "maximumConcurrency");

  /** The function's name where none was said. */
  private static final String SOME_FUNCTION = "the-function";

  private static final int MOST_SLOTS = 1_000_000;

  /** Reads {@code document}; what is wrong with it becomes findings. */
  public static CheckRequest read(JsonNode document, ClientCatalog catalog, Findings findings) {
    Fields fields = new Fields(document, "", findings, FIELDS);
    return new CheckRequest(
        fields.text("function", "This is a function's name."),
        fields.duration("functionTimeout", FunctionModel.LONGEST_TIMEOUT),
        fields.integer("reserved", 0, MOST_SLOTS),
        new ClientReader(findings, catalog).read(fields),
        RequestReader.caller(fields),
        Boolean.TRUE.equals(fields.flag("idempotent")),
        fields.duration("visibilityTimeout", Polling.LONGEST_VISIBILITY),
        fields.integer("maximumConcurrency", 2, MOST_SLOTS));
  }

  /** The function, as the request alone describes it. */
  public Setup.Target target() {
    return new Setup.Target(function == null ? SOME_FUNCTION : function, functionTimeout, reserved);
  }

  /** What the request sets up around {@code target}. */
  public List<Setup> around(Setup.Target target, ClientCatalog catalog) {
    List<Setup> setups = new ArrayList<>();
    if (client != null) {
      setups.add(new Setup.Call(target, catalog.resolve(client), caller, idempotent));
    } else if (caller != null) {
      setups.add(new Setup.Gateway(target, caller));
    }
    if (visibilityTimeout != null || maximumConcurrency != null) {
      setups.add(
          new Setup.Queue(
              target, "the queue", visibilityTimeout, maximumConcurrency, Duration.ZERO));
    }
    return setups;
  }

  /** Whether somebody waits for the function's answer. */
  public boolean isACall() {
    return client != null || caller != null;
  }

  /** Whether nothing is said that could be checked. */
  public boolean isEmpty() {
    return functionTimeout == null && reserved == null && client == null && caller == null;
  }

  /**
   * The same, where the client also reads those of its settings that stand in an environment. What
   * the request itself says comes first.
   */
  public CheckRequest inEnvironment(
      Map<String, String> variables, ClientCatalog catalog, Findings findings) {
    if (client == null) {
      return this;
    }
    var settings = new LinkedHashMap<String, String>();
    for (KnownSetting known : catalog.settings(catalog.resolve(client).variant())) {
      String value = variables.get(known.name());
      if (known.from().equals("environment") && value != null) {
        settings.put(known.name(), value);
      }
    }
    settings.putAll(client.settings());
    var there =
        new ClientConfiguration(
            client.id(),
            client.version(),
            client.connectTimeout(),
            client.readTimeout(),
            client.maxAttempts(),
            client.retryMode(),
            settings);
    try {
      catalog.resolve(there);
    } catch (ClientConfigurationException e) {
      e.problems().forEach(problem -> findings.add("/environment", problem.sentence()));
    }
    return new CheckRequest(
        function,
        functionTimeout,
        reserved,
        there,
        caller,
        idempotent,
        visibilityTimeout,
        maximumConcurrency);
  }
}
