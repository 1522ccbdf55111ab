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
import dev.unthrottle.simulation.RateText;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** A function's timeout if none is said: the longest outside Lambda Managed Instances. */
  private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(15);

  private static final int MOST_CALLS = 1_000_000;
  private static final String FUNCTION = "function";

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
    Duration duration = fields.duration("duration", FunctionModel.LONGEST_TIMEOUT);
    Duration timeout = fields.duration("functionTimeout", FunctionModel.LONGEST_TIMEOUT);
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
            timeout == null ? FUNCTION_TIMEOUT : timeout);
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
    Double perSecond = fields.parsed("rate", RateText::perSecond, "This is " + RateText.RULE + ".");
    Duration length = fields.duration("length", Duration.ofHours(24));
    if (fields.has("length") && !fields.has("rate")) {
      findings.add("/length", "A length goes with a rate: for so long, calls arrive at random.");
    }
    if (perSecond == null) {
      return Load.calls(or(calls, 1), Duration.ZERO);
    }
    if (length != null) {
      if (calls != null) {
        findings.add("/calls", "Give calls or a length, not both.", calls.toString());
      }
      return Load.poisson(perSecond, length);
    }
    return Load.calls(or(calls, 1), Duration.ofNanos((long) (1e9 / perSecond)));
  }

  private static int or(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }
}
