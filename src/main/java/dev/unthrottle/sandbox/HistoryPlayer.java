package dev.unthrottle.sandbox;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.SimulationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Simulates the history in virtual time and records it as if it had happened, ending now. What
 * would come later is dropped; an execution that hasn't ended yet goes on holding its slot.
 *
 * <p>Where callers have different windows, the time is cut where a caller sets in, and each piece
 * is simulated on its own: executions that run on over such a cut don't take slots from the next
 * piece.
 */
final class HistoryPlayer {

  private final Scenario scenario;
  private final Engine engine;
  private final Ids ids;

  HistoryPlayer(Scenario scenario, Engine engine, Ids ids) {
    this.scenario = scenario;
    this.engine = engine;
    this.ids = ids;
  }

  /** Plays the history that ends at {@code now}. */
  void play(Instant now, long seed) {
    List<Duration> windows =
        scenario.history().stream()
            .map(History::window)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    for (int i = 0; i < windows.size(); i++) {
      Duration until = i + 1 < windows.size() ? windows.get(i + 1) : Duration.ZERO;
      play(new Piece(now.minus(windows.get(i)), now.minus(until), now), seed + i);
    }
  }

  /**
   * A stretch of the history in which the same callers call.
   *
   * @param from its beginning
   * @param to its end
   * @param now the end of all history
   */
  private record Piece(Instant from, Instant to, Instant now) {

    /** Who calls in it. */
    List<History> callers(List<History> history) {
      return history.stream().filter(caller -> !now.minus(caller.window()).isAfter(from)).toList();
    }

    Duration length() {
      return Duration.between(from, to);
    }

    boolean isOver(Instant at) {
      return !at.isBefore(now);
    }
  }

  private void play(Piece piece, long seed) {
    List<History> history = piece.callers(scenario.history());
    SimulationRun run = Simulation.run(plan(history, piece.length()), seed);
    Map<Integer, String> functions =
        run.calls().stream()
            .collect(
                Collectors.toMap(
                    SimulatedCall::number, call -> history.get(call.caller()).function()));
    for (Execution execution : run.timeline().executions()) {
      remember(execution, functions.getOrDefault(execution.call(), ""), piece);
    }
    for (Attempt attempt : run.timeline().attempts()) {
      remember(attempt, functions.getOrDefault(attempt.call(), ""), piece);
    }
  }

  private SimulationPlan plan(List<History> history, Duration length) {
    Map<String, Integer> reserved = new HashMap<>();
    for (FunctionSpec function : scenario.functions()) {
      if (function.reserved() != null) {
        reserved.put(function.name(), function.reserved());
      }
    }
    List<Caller> callers = new ArrayList<>();
    for (History caller : history) {
      Load load = Load.poisson(caller.perSecond(), length);
      callers.add(new Caller(caller.function(), caller.client(), load));
    }
    List<FunctionModel> functions = scenario.functions().stream().map(FunctionSpec::model).toList();
    return new SimulationPlan(
        scenario.accountConcurrency(),
        reserved,
        Map.of(),
        functions,
        callers,
        Network.NONE,
        Integer.MAX_VALUE);
  }

  private void remember(Execution execution, String function, Piece piece) {
    Instant start = piece.from().plus(execution.start());
    if (!piece.isOver(start)) {
      Instant end = piece.from().plus(execution.end());
      engine.remember(function, ids.requestId(), start, end, execution.result());
    }
  }

  private void remember(Attempt attempt, String function, Piece piece) {
    Instant at = piece.from().plus(attempt.end());
    if (attempt.outcome() == AttemptOutcome.REFUSED && !piece.isOver(at)) {
      engine.rememberRefusal(function, at);
    }
  }
}
