package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.ClientLife;
import dev.unthrottle.simulation.Execution;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call with certain settings: {@value #CALLS} of them are simulated, so far apart
 * that they never meet each other. Each is made by a client that has just started, so none finds a
 * retry quota that another has used, or a send rate that another has cut.
 *
 * @param outlook the shares and the times
 * @param example one of the calls, attempt by attempt: the first that was attempted more than once,
 *     else the first
 * @param refusalsPerCall how many of a call's attempts are refused, on average
 */
public record Forecast(Outlook outlook, Timeline example, double refusalsPerCall) {

  private static final int CALLS = 500;

  /**
   * The most calls of strangers that are simulated, about: of frequent ones no more are needed to
   * fill the slots as they usually are filled.
   */
  private static final int STRANGERS = 20_000;

  /**
   * What a call of this case has to expect: among the crowd that fills the slots, or else alone.
   */
  public static Outlook expected(
      CaseFile file, Client client, FunctionModel function, int slots, long seed) {
    return file.crowd()
        .map(crowd -> among(crowd.callsPerSecond(), client, function, slots, seed))
        .orElseGet(() -> outlookAlone(client, function, slots, seed));
  }

  /** Calls to a function that nobody else calls. */
  public static Forecast alone(Client client, FunctionModel function, int slots, long seed) {
    SimulationRun run = Simulation.run(planAlone(client, function, slots, CALLS), seed);
    Tally tally = run.tally();
    return new Forecast(outlook(tally), example(run), tally.refusals() / (double) tally.calls());
  }

  /** The outlook of the same calls, of which none is recorded: that takes less time. */
  public static Outlook outlookAlone(Client client, FunctionModel function, int slots, long seed) {
    return outlook(Simulation.run(planAlone(client, function, slots, 0), seed).tally());
  }

  private static SimulationPlan planAlone(
      Client client, FunctionModel function, int slots, int recorded) {
    Caller caller = caller(client, function, apart(client, function));
    return plan(slots, function, List.of(caller), recorded);
  }

  /**
   * Calls among those of strangers, which come at random, wait patiently and try once; each is a
   * client of its own, so none slows down because another was refused. Where strangers come so
   * often that too many would have to be simulated between two calls, the calls follow each other
   * sooner: they are a fortieth of the load then, at most.
   *
   * @param perSecond how many calls strangers make a second
   */
  public static Outlook among(
      double perSecond, Client client, FunctionModel function, int slots, long seed) {
    return outlook(tallyAmong(perSecond, client, function, slots, seed));
  }

  /** The share of such calls that are refused in the end. */
  public static double refusedAmong(
      double perSecond, Client client, FunctionModel function, int slots, long seed) {
    Tally tally = tallyAmong(perSecond, client, function, slots, seed);
    return tally.refusedCalls() / (double) tally.calls();
  }

  private static Tally tallyAmong(
      double perSecond, Client client, FunctionModel function, int slots, long seed) {
    Duration spacing = shorter(apart(client, function), seconds(STRANGERS / perSecond / CALLS));
    Caller caller = caller(client, function, spacing);
    Load strangers = Load.poisson(perSecond, spacing.multipliedBy(CALLS));
    Caller others =
        new Caller(function.name(), patientOnce(client), ClientLife.ONE_CALL, strangers);
    return Simulation.run(plan(slots, function, List.of(caller, others), 0), seed)
        .byCaller()
        .getFirst();
  }

  private static SimulationPlan plan(
      int slots, FunctionModel function, List<Caller> callers, int recorded) {
    return new SimulationPlan(
        slots,
        Map.of(function.name(), slots),
        Map.of(),
        List.of(function),
        callers,
        Network.NONE,
        recorded);
  }

  private static Caller caller(Client client, FunctionModel function, Duration spacing) {
    return new Caller(function.name(), client, ClientLife.ONE_CALL, Load.calls(CALLS, spacing));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Client patientOnce(Client client) {
    return client.with(Timeouts.of(null, null), 1, client.tcpKeepAlive());
  }

  private static Duration apart(Client client, FunctionModel function) {
    Duration longestRun = function.timeout().plus(function.coldStart());
    @Nullable Duration worstCase = CallerTimeout.of(client).worstCase();
    Duration longestCall =
        worstCase == null
            ? longestRun
                .multipliedBy(client.retries().maxAttempts())
                .plus(client.retries().longestBackoffs())
            : worstCase;
    return longestCall.plus(longestRun).plusSeconds(1);
  }

  private static Outlook outlook(Tally tally) {
    double calls = tally.calls();
    return new Outlook(
        tally.mostFrequentEnd(),
        tally.executions() / calls,
        tally.mostExecutionsPerCall(),
        tally.callsWithRefusals() / calls,
        tally.callsWithDuplicates() / calls,
        tally.medianCall(),
        tally.p99Call(),
        tally.longestCall());
  }

  private static Timeline example(SimulationRun run) {
    SimulatedCall shown =
        run.calls().stream()
            .filter(call -> call.attempts() > 1)
            .findFirst()
            .orElse(run.calls().getFirst());
    List<Attempt> attempts = new ArrayList<>();
    for (Attempt attempt : run.timeline().attempts()) {
      if (attempt.call() == shown.number()) {
        attempts.add(attempt.rebased(shown.start()));
      }
    }
    List<Execution> executions =
        run.timeline().executionsOf(shown.number()).stream()
            .map(execution -> execution.rebased(shown.start()))
            .toList();
    return new Timeline(attempts, executions);
  }
}
