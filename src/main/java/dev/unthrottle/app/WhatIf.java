package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.Scene.Candidate;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.DurationText;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.advice.RefusalTarget;
import dev.unthrottle.diagnosis.casefile.UnreservedPool;
import dev.unthrottle.report.SimulationReport;
import dev.unthrottle.report.SimulationReport.Scenario;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.RateText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
          "caller",
          "refusalTarget",
          "seed",
          "compare");

  /** What the scenario of the request's own client is called. */
  private static final String CURRENT = "current";

  /** What a new account has, and the default quota of any. */
  private static final int ACCOUNT_CONCURRENCY = 1_000;

  private static final int MOST_CALLS = 1_000_000;

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
            .require("client", "Which client? Its id, such as boto3 or aws-cli.")
            .require("duration", "How long does the function run? For instance 70s.");
    ClientConfiguration client = new ClientReader(findings, catalog).read(fields);
    RunTime runTime = RunTime.read(fields, findings);
    Duration timeout = fields.duration("functionTimeout", FunctionModel.LONGEST_TIMEOUT);
    int account = or(fields.integer("accountConcurrency", 1, MOST_CALLS), ACCOUNT_CONCURRENCY);
    Integer reserved = fields.integer("reserved", 0, account);
    int inFlight = or(fields.integer("inFlight", 0, reserved == null ? account : reserved), 0);
    Load load = load(fields);
    CallerLimit caller = RequestReader.caller(fields);
    RefusalTarget refusals = RequestReader.refusalTarget(fields);
    Long seed = fields.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    List<Variation> variations = client == null ? List.of() : variations(fields, account);
    refuseTooManyCalls(load, 1 + variations.size());
    findings.refuseIfAny();

    var scene =
        new Scene(
            Objects.requireNonNull(runTime),
            account,
            inFlight,
            load,
            caller,
            refusals,
            seed == null ? 1 : seed);
    var current =
        new Candidate(
            CURRENT,
            catalog.resolve(Objects.requireNonNull(client)),
            timeout == null ? FunctionModel.LONGEST_ORDINARY_TIMEOUT : timeout,
            reserved);
    return new SimulationReport(
        scenarios(scene, current, variations), notes(timeout, scene, current));
  }

  private List<Variation> variations(Fields fields, int account) {
    return fields.node("client") instanceof ObjectNode base
        ? new VariationReader(findings, catalog, base, account).read(fields)
        : List.of();
  }

  private List<Scenario> scenarios(Scene scene, Candidate current, List<Variation> variations) {
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(play(scene, current));
    for (int i = 0; i < variations.size(); i++) {
      Optional<Scenario> played = play(scene, current, variations.get(i));
      if (played.isEmpty()) {
        findings.add(
            "/compare/" + i,
            "Nothing can be recommended: no settings of this client end the cause.");
      }
      played.ifPresent(scenarios::add);
    }
    findings.refuseIfAny();
    return scenarios;
  }

  private Optional<Scenario> play(Scene scene, Candidate current, Variation variation) {
    return switch (variation) {
      case Variation.Recommended() ->
          scene.playRecommended(VariationReader.RECOMMENDED, current, catalog);
      case Variation.Other(var name, var client, var reserved, var timeout) ->
          Optional.of(
              play(
                  scene,
                  new Candidate(
                      name,
                      catalog.resolve(client),
                      timeout == null ? current.timeout() : timeout,
                      reserved == null ? current.reserved() : reserved)));
    };
  }

  private Scenario play(Scene scene, Candidate candidate) {
    try {
      return scene.play(candidate);
    } catch (IllegalArgumentException e) {
      findings.add("", String.valueOf(e.getMessage()));
      throw findings.refusal();
    }
  }

  /** What was taken for granted, and what AWS would not have. */
  private static List<String> notes(@Nullable Duration timeout, Scene scene, Candidate current) {
    var notes = new ArrayList<String>();
    if (timeout == null) {
      notes.add(
          "No function timeout was given: %s, the longest, is assumed."
              .formatted(DurationText.format(current.timeout())));
    }
    @Nullable Integer reserved = current.reserved();
    int most = UnreservedPool.mostOf(scene.account());
    if (reserved != null && reserved > most) {
      notes.add(
          "Lambda wouldn't reserve %,d of an account's %,d slots: it keeps %,d unreserved, so %,d are the most."
              .formatted(reserved, scene.account(), scene.account() - most, most));
    }
    return notes;
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
}
