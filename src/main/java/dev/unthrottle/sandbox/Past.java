package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Invocation;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Polling;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * All callers of a scenario's history, as one simulation: those that it names, in its order, and
 * then the event sources that had work before now.
 *
 * @param callers who called; their loads begin as long after the simulation's beginning as they did
 * @param length from the first caller's beginning until now
 */
record Past(List<Caller> callers, Duration length) {

  /** Copies the list. */
  Past {
    callers = List.copyOf(callers);
  }

  /** The past of a scenario; without callers where it has none. */
  static Past of(Scenario scenario) {
    List<Part> parts = parts(scenario);
    Duration length =
        parts.stream().map(Part::at).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return new Past(
        parts.stream().map(part -> part.caller().beginning(length.minus(part.at()))).toList(),
        length);
  }

  /** What is to be simulated. */
  SimulationPlan plan(Scenario scenario) {
    return scenario.account().plan(scenario.functions(), callers);
  }

  /**
   * A caller of the past.
   *
   * @param caller who calls
   * @param at how long ago it began
   */
  private record Part(Caller caller, Duration at) {}

  private static List<Part> parts(Scenario scenario) {
    List<Part> parts = new ArrayList<>();
    for (History history : scenario.history()) {
      parts.add(new Part(caller(history, scenario).of(history.qualifier()), history.at()));
    }
    for (FunctionSpec function : scenario.functions()) {
      for (FunctionSetup.EventSource source : function.setup().eventSources()) {
        if (source.invokes() && source.window() != null) {
          Load batches = Load.poisson(source.perSecond(), source.window());
          Polling polling = source.polling().untilTheLastArrives();
          Caller caller = Caller.polled(function.name(), polling, batches);
          parts.add(new Part(caller.of(source.qualifier()), source.window()));
        }
      }
    }
    return parts;
  }

  private static Caller caller(History history, Scenario scenario) {
    Load load = Load.poisson(history.perSecond(), history.lasting());
    return history.invocation() == Invocation.ASYNC
        ? Caller.async(history.function(), maximumAge(history, scenario), load)
        : new Caller(history.function(), history.client(), load);
  }

  private static Duration maximumAge(History history, Scenario scenario) {
    FunctionSpec function = Objects.requireNonNull(scenario.function(history.function()));
    return function.setup().effectiveAsync().maximumAge();
  }
}
