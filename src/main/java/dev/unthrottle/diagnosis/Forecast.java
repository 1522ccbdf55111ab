package dev.unthrottle.diagnosis;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.SimulationRun;
import dev.unthrottle.simulation.Tally;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What becomes of a call with certain settings when nobody else calls: {@value #CALLS} of them are
 * simulated, each with a client of its own, so that none finds a retry quota that another has used.
 *
 * @param outlook the shares and the times
 * @param example one of them, attempt by attempt: the first that was attempted more than once, else
 *     the first
 * @param refusalsPerCall how many of a call's attempts are refused, on average
 */
record Forecast(Outlook outlook, Timeline example, double refusalsPerCall) {

  private static final int CALLS = 500;

  /** Simulates calls of {@code client} to a function that may use so many slots. */
  static Forecast of(Client client, Behaviour function, int slots, long seed) {
    List<SimulationRun> runs =
        IntStream.range(0, CALLS)
            .mapToObj(call ->
                Simulation.run(oneCall(client, function.model(call, CALLS), slots), seed + call))
            .toList();
    Outlook outlook =
        new Outlook(
            mostFrequentEnd(runs),
            mean(runs, Tally::executions),
            most(runs, Tally::mostExecutionsPerCall),
            mean(runs, Tally::callsWithRefusals),
            mean(runs, Tally::callsWithDuplicates),
            callTimes(runs).get(CALLS / 2),
            callTimes(runs).getLast());
    return new Forecast(outlook, example(runs), mean(runs, Tally::refusals));
  }

  private static SimulationPlan oneCall(Client client, FunctionModel function, int slots) {
    return new SimulationPlan(
        slots,
        Map.of(function.name(), slots),
        Map.of(),
        List.of(function),
        List.of(new Caller(function.name(), client, Load.once())),
        Network.NONE,
        1);
  }

  private static SimulatedCall call(SimulationRun run) {
    return run.calls().getFirst();
  }

  private static AttemptOutcome mostFrequentEnd(List<SimulationRun> runs) {
    return runs.stream()
        .collect(groupingBy(run -> call(run).surfaced(), counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private static double mean(List<SimulationRun> runs, ToDoubleFunction<Tally> figure) {
    return runs.stream().mapToDouble(run -> figure.applyAsDouble(run.tally())).sum() / CALLS;
  }

  private static int most(List<SimulationRun> runs, ToIntFunction<Tally> figure) {
    return runs.stream().mapToInt(run -> figure.applyAsInt(run.tally())).max().orElseThrow();
  }

  private static List<Duration> callTimes(List<SimulationRun> runs) {
    return runs.stream().map(run -> call(run).end().minus(call(run).start())).sorted().toList();
  }

  private static Timeline example(List<SimulationRun> runs) {
    return runs.stream()
        .filter(run -> call(run).attempts() > 1)
        .findFirst()
        .orElse(runs.getFirst())
        .timeline();
  }
}
