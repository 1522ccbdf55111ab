package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.KnownSettings;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.report.SimulationReport;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.RateText;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays what would happen if a client called a function, and what if its settings were others: a
 * simulation of what a request describes, without AWS.
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
          "seed",
          "compare");

  /** What the scenario of the request's own client is called. */
  private static final String CURRENT = "current";

  /** What a new account has, and the default quota of any. */
  private static final int ACCOUNT_CONCURRENCY = 1_000;

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
    RunTime runTime = RunTime.read(fields, findings);
    Duration timeout = fields.duration("functionTimeout", FunctionModel.LONGEST_TIMEOUT);
    int account = or(fields.integer("accountConcurrency", 1, MOST_CALLS), ACCOUNT_CONCURRENCY);
    Integer reserved = fields.integer("reserved", 0, account);
    int inFlight = or(fields.integer("inFlight", 0, reserved == null ? account : reserved), 0);
    Load load = load(fields);
    Long seed = fields.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    List<Variation> variations = client == null ? List.of() : variations(fields, account);
    refuseTooManyCalls(load, 1 + variations.size());
    findings.refuseIfAny();

    var scene =
        new Scene(
            Objects.requireNonNull(runTime), account, inFlight, load, seed == null ? 1 : seed);
    var current =
        new Candidate(
            CURRENT,
            catalog.resolve(Objects.requireNonNull(client)),
            timeout == null ? FunctionModel.LONGEST_ORDINARY_TIMEOUT : timeout,
            reserved,
            null);
    List<SimulationReport.Scenario> scenarios = new ArrayList<>();
    scenarios.add(play(scene, current));
    for (int i = 0; i < variations.size(); i++) {
      candidate(variations.get(i), current, scene, "/compare/" + i)
          .ifPresent(candidate -> scenarios.add(play(scene, candidate)));
    }
    findings.refuseIfAny();
    return new SimulationReport(scenarios);
  }

  private List<Variation> variations(Fields fields, int account) {
    return fields.node("client") instanceof ObjectNode base
        ? new VariationReader(findings, catalog, base, account).read(fields)
        : List.of();
  }

  private Optional<Candidate> candidate(
      Variation variation, Candidate current, Scene scene, String pointer) {
    return switch (variation) {
      case Variation.Recommended() -> {
        Optional<Candidate> recommended = recommended(current, scene);
        if (recommended.isEmpty()) {
          findings.add(
              pointer, "Nothing can be recommended: no settings of this client end the cause.");
        }
        yield recommended;
      }
      case Variation.Other(var name, var client, var reserved, var timeout) ->
          Optional.of(
              new Candidate(
                  name,
                  catalog.resolve(client),
                  timeout == null ? current.timeout : timeout,
                  reserved == null ? current.reserved : reserved,
                  null));
    };
  }

  /** What is recommended, with the slots that the stream of calls needs. */
  private Optional<Candidate> recommended(Candidate current, Scene scene) {
    ResolvedClient client = current.client;
    return new KnownSettings(
            FUNCTION, current.timeout, current.reserved, scene.account, scene.runTime.p99())
        .recommend(client, null, catalog, scene.seed)
        .map(advice ->
            new Candidate(
                VariationReader.RECOMMENDED,
                new ResolvedClient(advice.client(), client.variant(), List.of()),
                advice.functionTimeout(),
                advice.reservedConcurrency() == null
                    ? null
                    : (Integer) scene.slots(advice.reservedConcurrency()),
                advice));
  }

  private SimulationReport.Scenario play(Scene scene, Candidate candidate) {
    return new SimulationReport.Scenario(
        candidate.name,
        candidate.client,
        candidate.timeout,
        candidate.reserved,
        Simulation.run(plan(scene, candidate), scene.seed),
        candidate.advice);
  }

  private SimulationPlan plan(Scene scene, Candidate candidate) {
    var model =
        new FunctionModel(FUNCTION, scene.runTime.durations(), candidate.timeout, Duration.ZERO, 0);
    int held =
        candidate.reserved == null ? scene.inFlight : Math.min(scene.inFlight, candidate.reserved);
    try {
      return new SimulationPlan(
          scene.account,
          candidate.reserved == null ? Map.of() : Map.of(FUNCTION, candidate.reserved),
          held == 0 ? Map.of() : Map.of(FUNCTION, held),
          List.of(model),
          List.of(new Caller(FUNCTION, candidate.client.client(), scene.load)),
          Network.NONE,
          SimulationReport.RECORDED_CALLS);
    } catch (IllegalArgumentException e) {
      findings.add("", String.valueOf(e.getMessage()));
      throw findings.refusal();
    }
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

  /** So that an answer takes seconds, whatever is asked. */
  private void refuseTooManyCalls(Load load, int scenarios) {
    double calls =
        switch (load) {
          case Load.Spaced spaced -> spaced.count();
          case Load.Poisson stream -> stream.perSecond() * seconds(stream.length());
        };
    if (calls * scenarios > MOST_CALLS) {
      findings.add(
          load instanceof Load.Poisson ? "/length" : "/calls",
          "At most %,d calls are simulated, all scenarios together; this is about %,.0f."
              .formatted(MOST_CALLS, calls * scenarios));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static int or(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }

  /** What all scenarios have in common. */
  private record Scene(RunTime runTime, int account, int inFlight, Load load, long seed) {

    /** The slots that calls at this rate need, at least {@code enough} of them. */
    int slots(int enough) {
      return Math.min(account, Math.max(enough, KnownSettings.slotsFor(erlang())));
    }

    /** The offered load: arrival rate × duration; of a single call or a burst, none. */
    private double erlang() {
      double perSecond =
          switch (load) {
            case Load.Spaced spaced ->
                spaced.spacing().isZero() || spaced.count() == 1
                    ? 0
                    : 1 / seconds(spaced.spacing());
            case Load.Poisson stream -> stream.perSecond();
          };
      return perSecond * runTime.meanSeconds();
    }
  }

  /** What a scenario has of its own. */
  private record Candidate(
      String name,
      ResolvedClient client,
      Duration timeout,
      @Nullable Integer reserved,
      @Nullable Recommendation advice) {}
}
