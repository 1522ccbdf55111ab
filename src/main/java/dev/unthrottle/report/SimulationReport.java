package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.SimulationRun;
import dev.unthrottle.simulation.Tally;
import java.util.Optional;

/**
 * What a simulation found, as JSON and text.
 *
 * @param client the client that called
 * @param run what happened
 */
public record SimulationReport(ResolvedClient client, SimulationRun run) {

  /** How many calls a simulation has to record for a report; the others are counted. */
  public static final int RECORDED_CALLS = 20;

  /** As JSON. */
  public ObjectNode json() {
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("seed", run.seed());
    node.set("client", JsonReport.client(client));
    node.set("tally", tally(run.tally()));
    var calls = node.putArray("calls");
    run.calls().forEach(call -> calls.add(call(call)));
    node.set("timeline", JsonTimeline.of(run.timeline(), "simulation"));
    return node;
  }

  /**
   * As text of 80 columns.
   *
   * @param limit the limit of concurrency, in words
   */
  public String text(String limit, boolean colour) {
    Tally tally = run.tally();
    TextPage page = new TextPage(new Ink(colour));
    page.paragraph(
        "",
        "%s by %s: %d answered, %d refused, %d timed out."
            .formatted(
                Figures.count(tally.calls(), "call"),
                client.client().variant(),
                tally.answered(),
                tally.refusedCalls(),
                tally.timedOutCalls()));
    page.paragraph(
        "",
        "%s, %s, %s of the function: %s, and %d that nobody listened to."
            .formatted(
                Figures.count(tally.attempts(), "attempt"),
                Figures.count(tally.refusals(), "refusal"),
                Figures.count(tally.executions(), "execution"),
                Figures.count(tally.duplicates(), "duplicate"),
                tally.ghosts()));
    page.paragraph(
        "",
        "A call takes %s in the median and at most %s; at most %s in use."
            .formatted(
                Figures.duration(tally.medianCall()),
                Figures.duration(tally.longestCall()),
                Figures.count(tally.peakInFlight(), "slot")));
    page.blank();
    new TextTimeline(run.timeline(), limit).lines().forEach(page::line);
    error().ifPresent(error -> page.blank().paragraph("The caller sees: ", error));
    page.blank().line("seed " + run.seed());
    client.warnings().forEach(warning -> page.paragraph("Client: ", warning));
    return page.toString();
  }

  /** What the first call that failed shows its caller. */
  private Optional<String> error() {
    return run.calls().stream()
        .flatMap(call -> client.error(call.surfaced(), call.attempts()).stream())
        .findFirst();
  }

  private static ObjectNode tally(Tally tally) {
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
        .put("mostExecutionsPerCall", tally.mostExecutionsPerCall())
        .put("callsWithDuplicates", tally.callsWithDuplicates())
        .put("callsWithRefusals", tally.callsWithRefusals())
        .put("peakInFlight", tally.peakInFlight())
        .put("medianCallMs", tally.medianCall().toMillis())
        .put("longestCallMs", tally.longestCall().toMillis());
  }

  private ObjectNode call(SimulatedCall call) {
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
