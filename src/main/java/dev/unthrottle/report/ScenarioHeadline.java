package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.report.SimulationReport.Scenario;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Tally;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation showed, in one sentence: the mechanism of a single call, the shares of many.
 */
final class ScenarioHeadline {

  private final Scenario scenario;
  private final Timeline timeline;
  private final Tally tally;

  private ScenarioHeadline(Scenario scenario) {
    this.scenario = scenario;
    this.timeline = scenario.run().timeline();
    this.tally = scenario.run().tally();
  }

  static String of(Scenario scenario) {
    var headline = new ScenarioHeadline(scenario);
    if (scenario.asynchronous()) {
      return headline.ofEvents();
    }
    return headline.tally.calls() == 1 ? headline.ofOne() : headline.ofMany();
  }

  /** Whoever hands an event over has a receipt at once; what takes time is Lambda's own queue. */
  private String ofEvents() {
    int givenUp = tally.calls() - tally.answered();
    String queue =
        givenUp == 0
            ? "has had the function run for %s after %s at worst"
                .formatted(
                    tally.calls() == 1 ? "it" : "each", Figures.duration(tally.longestCall()))
            : "gives up %s of them, for which it finds no slot in time"
                .formatted(Figures.grouped(givenUp));
    return "%s handed over at once, and Lambda's own queue %s."
        .formatted(
            tally.calls() == 1
                ? "The event is"
                : "All %s are".formatted(Figures.count(tally.calls(), "event")),
            queue);
  }

  private String ofOne() {
    if (tally.refusals() > 0) {
      return refused();
    }
    if (tally.duplicates() > 0) {
      return "This call runs the function %d times: %s, and each retry finds a free slot."
          .formatted(tally.executions(), hangingUp());
    }
    if (tally.ghosts() > 0) {
      return "Nobody gets this call's answer: %s.".formatted(hangingUp());
    }
    if (scenario.outcome() != AttemptOutcome.ANSWERED) {
      return "This call ends with a %s after %s."
          .formatted(Wording.ends(scenario.outcome()), after());
    }
    return tally.cutOff() > 0
        ? "Lambda cuts the function off at its timeout of %s: this call is answered with an error."
            .formatted(Figures.duration(scenario.functionTimeout()))
        : "This call is answered after %s, and runs the function once.".formatted(after());
  }

  private String refused() {
    String end = aftermath();
    if (collides()) {
      return "This call collides with itself: %s, and %s refused by the slot that its own run still holds.%s"
          .formatted(hangingUp(), retries(), end);
    }
    return Integer.valueOf(0).equals(scenario.reserved())
        ? "This call is refused: a reserved concurrency of 0 lets nothing run."
        : "This call is refused: executions of others hold every slot." + end;
  }

  private String aftermath() {
    String runs =
        tally.executions() > 1 ? " The function runs %d times.".formatted(tally.executions()) : "";
    return scenario.outcome() == AttemptOutcome.ANSWERED
        ? runs + " The call is answered in the end."
        : runs;
  }

  /** Whether an attempt was refused while a run of its own call held a slot. */
  private boolean collides() {
    return timeline.refusals().stream()
        .anyMatch(refusal ->
            timeline.executionsOf(refusal.call()).stream()
                .anyMatch(run -> run.holdsAt(refusal.start())));
  }

  private String retries() {
    return tally.refusals() == 1 ? "its retry is" : "its retries are";
  }

  private String hangingUp() {
    return "the client hangs up after %s while the function runs %s"
        .formatted(
            timeline.attempts().stream()
                .filter(attempt -> attempt.outcome().hungUp())
                .findFirst()
                .map(attempt -> Figures.duration(attempt.end().minus(attempt.start())))
                .orElse("a while"),
            timeline.executions().stream()
                .map(Execution::length)
                .max(Duration::compareTo)
                .map(Figures::duration)
                .orElse("on"));
  }

  private String after() {
    return Figures.duration(tally.medianCall());
  }

  private String ofMany() {
    String calls = Figures.count(tally.calls(), "call");
    if (tally.answered() == tally.calls()
        && tally.refusals() + tally.duplicates() + tally.cutOff() == 0) {
      return "All %s are answered, and each runs the function once.".formatted(calls);
    }
    return "%s: %s%s.".formatted(calls, ends(), asides());
  }

  /** {@code 3 answered, 1 refused}. */
  private String ends() {
    List<String> ends = new ArrayList<>();
    add(ends, tally.answered(), "answered");
    add(ends, tally.refusedCalls(), "refused");
    add(ends, tally.timedOutCalls(), "timed out");
    add(
        ends,
        tally.calls() - tally.answered() - tally.refusedCalls() - tally.timedOutCalls(),
        "failed otherwise");
    return String.join(", ", ends);
  }

  private static void add(List<String> ends, int calls, String end) {
    if (calls > 0) {
      ends.add(Figures.grouped(calls) + " " + end);
    }
  }

  private String asides() {
    List<String> asides = new ArrayList<>();
    if (tally.callsWithDuplicates() > 0) {
      asides.add(
          "; %s the function more than once"
              .formatted(
                  Figures.grouped(tally.callsWithDuplicates())
                      + (tally.callsWithDuplicates() == 1 ? " of them runs" : " of them run")));
    }
    if (tally.ghosts() > 0) {
      asides.add(
          "; %s a slot after %s client has hung up"
              .formatted(
                  Figures.count(tally.ghosts(), "execution")
                      + (tally.ghosts() == 1 ? " holds" : " hold"),
                  tally.ghosts() == 1 ? "its" : "their"));
    }
    if (tally.cutOff() > 0) {
      asides.add(
          "; the function's timeout cuts off %s"
              .formatted(Figures.count(tally.cutOff(), "execution")));
    }
    return String.join("", asides);
  }
}
