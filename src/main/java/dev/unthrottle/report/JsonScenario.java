package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.Tally;

/** One simulation among others, as JSON. */
final class JsonScenario {

  private JsonScenario() {}

  static ObjectNode of(SimulationReport.Scenario scenario, Client now) {
    Tally tally = scenario.run().tally();
    ObjectNode node = instance.objectNode().put("name", scenario.name());
    node.set("client", JsonReport.client(scenario.client()));
    node.put("functionTimeoutMs", scenario.functionTimeout().toMillis())
        .put("reservedConcurrency", scenario.reserved())
        .put("asynchronous", scenario.asynchronous())
        .put("outcome", scenario.outcome().id())
        .put("headline", ScenarioHeadline.of(scenario))
        .put("callerSees", scenario.error().orElse(null));
    node.putObject("executionsPerCall")
        .put("expected", Figures.rounded(scenario.executionsPerCall()))
        .put("max", tally.mostExecutionsPerCall());
    node.put("refusals", tally.refusals());
    node.putObject("timeToOutcomeMs")
        .put("median", tally.medianCall().toMillis())
        .put("p99", tally.p99Call().toMillis())
        .put("max", tally.longestCall().toMillis());
    node.set("tally", tally(tally));
    node.put("snippet", scenario.snippet().orElse(null));
    node.set("recommendation", JsonRecommendation.of(scenario.advice(), now));
    return node;
  }

  static ObjectNode tally(Tally tally) {
    return instance
        .objectNode()
        .put("calls", tally.calls())
        .put("answered", tally.answered())
        .put("refusedCalls", tally.refusedCalls())
        .put("timedOutCalls", tally.timedOutCalls())
        .put("attempts", tally.attempts())
        .put("refusals", tally.refusals())
        .put("executions", tally.executions())
        .put("duplicates", tally.duplicates())
        .put("ghosts", tally.ghosts())
        .put("cutOff", tally.cutOff())
        .put("mostExecutionsPerCall", tally.mostExecutionsPerCall())
        .put("callsWithDuplicates", tally.callsWithDuplicates())
        .put("callsWithRefusals", tally.callsWithRefusals())
        .put("peakInFlight", tally.peakInFlight())
        .put("medianCallMs", tally.medianCall().toMillis())
        .put("p99CallMs", tally.p99Call().toMillis())
        .put("longestCallMs", tally.longestCall().toMillis());
  }

  static ObjectNode call(SimulatedCall call, ResolvedClient client) {
    return instance
        .objectNode()
        .put("number", call.number())
        .put("startMs", call.start().toMillis())
        .put("endMs", call.end().toMillis())
        .put("surfaced", call.surfaced().id())
        .put("attempts", call.attempts())
        .put("callerSees", client.error(call.surfaced(), call.attempts()).orElse(null));
  }
}
