package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.simulation.Tally;
import java.util.List;
import java.util.function.Function;

/**
 * One line of the table that compares simulations.
 *
 * @param name what the line shows
 * @param of what it shows of a simulation
 */
record ScenarioFact(String name, Function<SimulationReport.Scenario, String> of) {

  private static final List<ScenarioFact> SETTINGS =
      List.of(
          new ScenarioFact("client", ScenarioFact::client),
          new ScenarioFact(
              "kind of call", it -> it.asynchronous() ? "asynchronous" : "synchronous"),
          new ScenarioFact("read timeout", it -> Wording.orForEver(timeouts(it).read())),
          new ScenarioFact("connect timeout", it -> Wording.orForEver(timeouts(it).connect())),
          new ScenarioFact("attempts, the 1st incl.", it -> retries(it).maxAttempts() + ""),
          new ScenarioFact("retry mode", it -> retries(it).mode().id()),
          new ScenarioFact("function timeout", it -> Figures.duration(it.functionTimeout())),
          new ScenarioFact(
              "reserved concurrency", it -> it.reserved() == null ? "none" : it.reserved() + ""));

  private static final List<ScenarioFact> FINDINGS =
      List.of(
          new ScenarioFact("most calls end", it -> Wording.ends(it.outcome())),
          new ScenarioFact("calls answered", it -> share(tally(it).answered(), it)),
          new ScenarioFact("calls refused", it -> share(tally(it).refusedCalls(), it)),
          new ScenarioFact("calls timed out", it -> share(tally(it).timedOutCalls(), it)),
          new ScenarioFact(
              "executions per call",
              it ->
                  "%s, at most %d"
                      .formatted(
                          Figures.decimal(it.executionsPerCall(), 2),
                          tally(it).mostExecutionsPerCall())),
          new ScenarioFact(
              "calls run twice or more", it -> share(tally(it).callsWithDuplicates(), it)),
          new ScenarioFact("runs cut off", it -> count(tally(it).cutOff())),
          new ScenarioFact("attempts refused", it -> count(tally(it).refusals())),
          new ScenarioFact("outcome after, median", it -> Figures.duration(tally(it).medianCall())),
          new ScenarioFact("… of 99 % of the calls", it -> Figures.duration(tally(it).p99Call())),
          new ScenarioFact("… at worst", it -> Figures.duration(tally(it).longestCall())));

  /** What differs between the simulations' settings, and what does not. */
  static List<ScenarioFact> settings() {
    return SETTINGS;
  }

  /** What became of the calls. */
  static List<ScenarioFact> findings() {
    return FINDINGS;
  }

  private static String client(SimulationReport.Scenario scenario) {
    Client client = scenario.client().client();
    return client.version() == null ? client.id().id() : client.id().id() + " " + client.version();
  }

  private static Timeouts timeouts(SimulationReport.Scenario scenario) {
    return scenario.client().client().timeouts();
  }

  private static RetryPolicy retries(SimulationReport.Scenario scenario) {
    return scenario.client().client().retries();
  }

  private static Tally tally(SimulationReport.Scenario scenario) {
    return scenario.run().tally();
  }

  private static String share(long calls, SimulationReport.Scenario scenario) {
    long all = tally(scenario).calls();
    return all <= 1
        ? (calls > 0 ? "yes" : "no")
        : "%s (%s)".formatted(count(calls), Figures.percent(calls / (double) all));
  }

  private static String count(long number) {
    return "%,d".formatted(number);
  }
}
