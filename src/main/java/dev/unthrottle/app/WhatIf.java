package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.SimulationReport;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays what would happen if a client called a function: a simulation of what a request describes,
 * without AWS.
 */
public final class WhatIf {

  static final List<String> FIELDS =
      List.of(
          "client",
          "duration",
          "functionTimeout",
          "reserved",
          "accountConcurrency",
          "inFlight",
          "calls",
          "rate",
          "length",
          "seed");

  /** What a new account has, and the default quota of any. */
  private static final int ACCOUNT_CONCURRENCY = 1_000;

  /** Lambda's longest timeout. */
  private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);

  private static final int MOST_CALLS = 1_000_000;
  private static final String FUNCTION = "function";
  private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)/(s|m|h)");
  private static final String RATE_RULE =
      "This is calls a second, minute or hour: 5/s, 0.2/s, 30/m.";

  private final ClientCatalog catalog;
  private final Findings findings;

  private WhatIf(ClientCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  /**
   * Runs the simulation that {@code document} describes.
   *
   * @param findings what was found wrong with it already
   * @throws ProblemException with everything that is wrong with it
   */
  public static SimulationReport run(JsonNode document, ClientCatalog catalog, Findings findings) {
    return new WhatIf(catalog, findings).run(document);
  }

  private SimulationReport run(JsonNode document) {
    Fields fields =
        new Fields(document, "", findings, FIELDS)
            .require("client", "Which client? An object with an id.")
            .require("duration", "How long does the function run? For instance 70s.");
    ClientConfiguration client = new ClientReader(findings, catalog).read(fields);
    Duration duration = fields.duration("duration", LONGEST_FUNCTION);
    Duration timeout = fields.duration("functionTimeout", LONGEST_FUNCTION);
    int account = or(fields.integer("accountConcurrency", 1, MOST_CALLS), ACCOUNT_CONCURRENCY);
    Integer reserved = fields.integer("reserved", 0, account);
    int inFlight = or(fields.integer("inFlight", 0, reserved == null ? account : reserved), 0);
    Load load = load(fields);
    Long seed = fields.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    findings.refuseIfAny();

    ResolvedClient resolved = catalog.resolve(Objects.requireNonNull(client));
    var model =
        FunctionModel.steady(
            FUNCTION,
            Objects.requireNonNull(duration),
            timeout == null ? LONGEST_FUNCTION : timeout);
    SimulationPlan plan = plan(account, reserved, inFlight, model, resolved.client(), load);
    return new SimulationReport(resolved, Simulation.run(plan, seed == null ? 1 : seed));
  }

  private static SimulationPlan plan(
      int account,
      @Nullable Integer reserved,
      int inFlight,
      FunctionModel model,
      Client client,
      Load load) {
    return new SimulationPlan(
        account,
        reserved == null ? Map.of() : Map.of(FUNCTION, reserved),
        inFlight == 0 ? Map.of() : Map.of(FUNCTION, inFlight),
        List.of(model),
        List.of(new Caller(FUNCTION, client, load)),
        Network.NONE,
        SimulationReport.RECORDED_CALLS);
  }

  private Load load(Fields fields) {
    Integer calls = fields.integer("calls", 1, MOST_CALLS);
    Optional<Double> rate = rate(fields);
    Duration length = fields.duration("length", Duration.ofHours(24));
    if (fields.has("length") && !fields.has("rate")) {
      findings.add("/length", "A length goes with a rate: for so long, calls arrive at random.");
    }
    if (rate.isEmpty()) {
      return Load.calls(or(calls, 1), Duration.ZERO);
    }
    double perSecond = rate.get();
    if (length != null) {
      if (calls != null) {
        findings.add("/calls", "Give calls or a length, not both.", calls.toString());
      }
      return Load.poisson(perSecond, length);
    }
    return Load.calls(or(calls, 1), Duration.ofNanos((long) (1e9 / perSecond)));
  }

  private Optional<Double> rate(Fields fields) {
    return Optional.ofNullable(fields.parsed("rate", WhatIf::perSecond, RATE_RULE));
  }

  private static Double perSecond(String text) {
    Matcher matcher = RATE.matcher(text);
    double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (number == 0) {
      throw new IllegalArgumentException(RATE_RULE);
    }
    return switch (matcher.group(2)) {
      case "m" -> number / 60;
      case "h" -> number / 3600;
      default -> number;
    };
  }

  private static int or(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }
}
