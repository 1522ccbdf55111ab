package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.SimulationRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What simulations found, as JSON, text and HTML.
 *
 * @param scenarios what was simulated; the first is what was asked about, the others are what it is
 *     compared with
 */
public record SimulationReport(List<Scenario> scenarios) {

  /** How many calls a simulation has to record for a report; the others are counted. */
  public static final int RECORDED_CALLS = 20;

  /** Copies the list, and refuses an empty one. */
  public SimulationReport {
    scenarios = List.copyOf(scenarios);
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException("Something was simulated. Found: nothing");
    }
  }

  /**
   * One simulation.
   *
   * @param name what it is called
   * @param client the client that called
   * @param functionTimeout the function's timeout
   * @param reserved its reserved concurrency, {@code null} for none
   * @param run what happened
   * @param advice where the settings come from, if they were recommended
   */
  public record Scenario(
      String name,
      ResolvedClient client,
      Duration functionTimeout,
      @Nullable Integer reserved,
      SimulationRun run,
      @Nullable Recommendation advice) {

    /** How a call ends most often; of a timeout, the kind that a recorded call ended with. */
    AttemptOutcome outcome() {
      AttemptOutcome end = run.tally().mostFrequentEnd();
      return end.hungUp()
          ? run.calls().stream()
              .map(SimulatedCall::surfaced)
              .filter(AttemptOutcome::hungUp)
              .findFirst()
              .orElse(end)
          : end;
    }

    /** How many times a call runs the function, on average. */
    double executionsPerCall() {
      return (double) run.tally().executions() / Math.max(1, run.tally().calls());
    }

    /** What the first call that failed shows its caller. */
    Optional<String> error() {
      return run.calls().stream()
          .flatMap(call -> client.error(call.surfaced(), call.attempts()).stream())
          .findFirst();
    }

    /** The limit of concurrency, in words. */
    String limit() {
      return reserved == null ? "the account's slots" : "reserved concurrency " + reserved;
    }

    /** Its calls, attempt by attempt. */
    TimelineSvg.Panel panel() {
      return new TimelineSvg.Panel(name, run.timeline(), limit());
    }

    /** The recommended settings as this client's users paste them. */
    Optional<String> snippet() {
      return Optional.ofNullable(advice)
          .map(recommended -> recommended.snippets().get(client.client().id().id()));
    }
  }

  Scenario current() {
    return scenarios.getFirst();
  }

  /** As JSON: the first scenario in full, and all of them side by side. */
  public ObjectNode json() {
    SimulationRun run = current().run;
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("seed", run.seed());
    node.set("client", JsonReport.client(current().client));
    node.set("tally", JsonScenario.tally(run.tally()));
    var calls = node.putArray("calls");
    run.calls().forEach(call -> calls.add(JsonScenario.call(call, current().client)));
    node.set("timeline", JsonTimeline.of(run.timeline(), "simulation"));
    var all = node.putArray("scenarios");
    scenarios.forEach(scenario -> all.add(JsonScenario.of(scenario)));
    return node;
  }

  /**
   * As text of 80 columns: attempt by attempt if there is one scenario, else a table of them all.
   *
   * @param colour whether to use ANSI colours
   */
  public String text(boolean colour) {
    TextPage page = new TextPage(new Ink(colour));
    return scenarios.size() == 1
        ? SimulationText.one(current(), page)
        : SimulationText.all(this, page);
  }

  /**
   * The picture alone: every scenario below the other, on the same time scale.
   *
   * @param width in CSS pixels, {@value TimelineSvg#NARROWEST} to {@value TimelineSvg#WIDEST}
   */
  public String svg(int width) {
    return TimelineSvg.of(scenarios.stream().map(Scenario::panel).toList(), width);
  }

  /** As one HTML page that needs nothing else. */
  public String html() {
    return SimulationHtml.of(this);
  }
}
