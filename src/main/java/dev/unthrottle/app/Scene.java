package dev.unthrottle.app;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.advice.KnownSettings;
import dev.unthrottle.diagnosis.advice.Prescription;
import dev.unthrottle.diagnosis.advice.RefusalTarget;
import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.report.SimulationReport;
import dev.unthrottle.report.SimulationReport.Scenario;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all scenarios of a simulation have in common.
 *
 * @param runTime how long the function runs
 * @param account the account's concurrency
 * @param inFlight slots that others hold at first
 * @param load when calls are made
 * @param caller who makes them, {@code null} where that doesn't matter
 * @param refusals the share of independent calls that may be refused
 * @param seed what is drawn
 */
record Scene(
    RunTime runTime,
    int account,
    int inFlight,
    Load load,
    @Nullable CallerLimit caller,
    RefusalTarget refusals,
    long seed) {

  private static final String FUNCTION = "function";

  /**
   * What a scenario has of its own.
   *
   * @param name as reports call it
   * @param client the client that calls
   * @param timeout the function's timeout
   * @param reserved its reserved concurrency, {@code null} for none
   */
  record Candidate(
      String name, ResolvedClient client, Duration timeout, @Nullable Integer reserved) {}

  /**
   * Plays {@code candidate}.
   *
   * @throws IllegalArgumentException if that is no simulation
   */
  Scenario play(Candidate candidate) {
    var caller = new Caller(FUNCTION, candidate.client.client(), load);
    return scenario(candidate, caller, null);
  }

  /** Plays what is recommended in place of {@code current}; nothing if nothing is. */
  Optional<Scenario> playRecommended(String name, Candidate current, ClientCatalog catalog) {
    return new KnownSettings(FUNCTION, current.timeout, current.reserved, account, runTime.p999())
        .prescribe(current.client, caller, offered(), refusals, catalog, seed)
        .map(prescription -> recommended(name, current.client, prescription));
  }

  private Scenario recommended(String name, ResolvedClient now, Prescription prescription) {
    var advice = prescription.recommendation();
    var candidate =
        new Candidate(
            name,
            new ResolvedClient(advice.client(), now.variant(), List.of()),
            advice.functionTimeout(),
            advice.reservedConcurrency());
    var caller =
        advice.asynchronous()
            ? Caller.async(FUNCTION, AsyncSettings.DEFAULT.maximumAge(), load)
            : new Caller(FUNCTION, prescription.waiting(), load);
    return scenario(candidate, caller, prescription);
  }

  private Scenario scenario(
      Candidate candidate, Caller caller, @Nullable Prescription prescription) {
    return new Scenario(
        candidate.name,
        candidate.client,
        candidate.timeout,
        candidate.reserved,
        Simulation.run(plan(candidate, caller), seed),
        prescription == null ? null : prescription.recommendation());
  }

  private SimulationPlan plan(Candidate candidate, Caller caller) {
    @Nullable Integer reserved = candidate.reserved;
    int held = reserved == null ? inFlight : Math.min(inFlight, reserved);
    return new SimulationPlan(
        account,
        reserved == null ? Map.of() : Map.of(FUNCTION, reserved),
        held == 0 ? Map.of() : Map.of(FUNCTION, held),
        List.of(
            new FunctionModel(FUNCTION, runTime.durations(), candidate.timeout, Duration.ZERO, 0)),
        List.of(caller),
        Network.NONE,
        SimulationReport.RECORDED_CALLS);
  }

  /** The offered load of a stream; {@code null} of a single call, or of a burst. */
  private @Nullable OfferedLoad offered() {
    return switch (load) {
      case Load.Poisson stream -> offered(stream.perSecond());
      case Load.Spaced spaced ->
          spaced.spacing().isZero() || spaced.count() == 1
              ? null
              : offered(1e9 / spaced.spacing().toNanos());
    };
  }

  private OfferedLoad offered(double perSecond) {
    return new OfferedLoad(perSecond, runTime.meanSeconds());
  }
}
