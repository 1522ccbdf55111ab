package dev.unthrottle.sandbox;

import static java.util.Comparator.comparing;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Execution.Result;
import dev.unthrottle.simulation.Invocation;
import dev.unthrottle.simulation.LambdaListener;
import dev.unthrottle.simulation.SimulatedCall;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.SimulationRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A scenario's history, played once more, with what no client can read of it: which call an
 * execution was for, and who held the slots when an attempt was refused. The same scenario and seed
 * give what a sandbox remembers. All times are from the history's beginning.
 */
public final class Replay {

  private final Scenario scenario;
  private final Past past;
  private final SimulationRun run;
  private final Decisions decisions = new Decisions();

  private Replay(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.past = Past.of(scenario);
    SimulationPlan plan = past.plan(scenario);
    SimulationPlan recorded =
        new SimulationPlan(
            plan.accountConcurrency(),
            plan.reserved(),
            plan.held(),
            plan.functions(),
            plan.callers(),
            plan.network(),
            Integer.MAX_VALUE,
            plan.provisioned(),
            plan.callerRate());
    this.run = Simulation.run(recorded, seed, decisions);
  }

  /** The history that a sandbox with this seed remembers. */
  public static Replay of(Scenario scenario, long seed) {
    return new Replay(scenario, seed);
  }

  /** From the history's beginning until now. */
  public Duration length() {
    return past.length();
  }

  /** From the history's beginning until the last refusal that the metrics tell of by now. */
  public Duration refusalsShown() {
    return length().minus(scenario.metricsDelay());
  }

  /** From the history's beginning until the last execution that the logs tell of by now. */
  public Duration executionsShown() {
    return length().minus(scenario.logs().delay());
  }

  /**
   * A call that was made before now.
   *
   * @param number its number, from 1
   * @param function what it called
   * @param client what made it, {@code null} for an event source or Lambda's own queue
   * @param at when it was made
   * @param surfaced how its last attempt ended
   * @param ended when it was over for its caller
   * @param attempts how many attempts it made
   * @param executions how many runs of the function it caused
   */
  public record Call(
      int number,
      String function,
      @Nullable Client client,
      Duration at,
      AttemptOutcome surfaced,
      Duration ended,
      int attempts,
      int executions) {}

  /** All calls, in the order of their numbers. */
  public List<Call> calls() {
    Map<Integer, Integer> executions = new HashMap<>();
    run.timeline().executions().stream()
        .filter(execution -> isPast(execution.start()))
        .forEach(execution -> executions.merge(execution.call(), 1, Integer::sum));
    return run.calls().stream()
        .filter(call -> isPast(call.start()))
        .map(call ->
            new Call(
                call.number(),
                function(call.caller()),
                client(call.caller()),
                call.start(),
                call.surfaced(),
                call.end(),
                call.attempts(),
                executions.getOrDefault(call.number(), 0)))
        .toList();
  }

  /** How the attempts of a call ended, in their order. */
  public List<AttemptOutcome> outcomes(int call) {
    return run.timeline().attempts().stream()
        .filter(attempt -> attempt.call() == call)
        .map(Attempt::outcome)
        .toList();
  }

  /**
   * An attempt that was refused.
   *
   * @param call the number of its call
   * @param attempt its number within the call, from 1
   * @param function what it called
   * @param qualifier the version or alias that it called, {@code null} for the unpublished version
   * @param client what made it, {@code null} for an event source or Lambda's own queue
   * @param at when
   * @param why what refused it
   * @param leftOnDemand the slots of the pool that aren't provisioned for versions or aliases
   */
  public record Refusal(
      int call,
      int attempt,
      String function,
      @Nullable String qualifier,
      @Nullable Client client,
      Duration at,
      Decision why,
      int leftOnDemand) {}

  /**
   * An execution that held a slot.
   *
   * @param call the number of its call
   * @param isRetry whether it was not the first run of its call
   * @param client what made the call, {@code null} for an event source or Lambda's own queue
   * @param invocation how it was called
   * @param function what ran
   * @param start when it began
   * @param end when it gave its slot back
   * @param cutOff whether the function's timeout ended it
   * @param hung whether it was one of those that never end by themselves
   */
  public record Held(
      int call,
      boolean isRetry,
      @Nullable Client client,
      Invocation invocation,
      String function,
      Duration start,
      Duration end,
      boolean cutOff,
      boolean hung) {}

  /**
   * Tells of every refusal before now, in the order of their times, and of the executions that held
   * slots of the pool which the refused function draws on, where it was a want of slots.
   */
  public void eachRefusal(BiConsumer<Refusal, List<Held>> told) {
    List<SimulatedCall> calls = run.calls();
    Map<String, Slots> pools = pools(calls);
    run.timeline().attempts().stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.REFUSED && isPast(attempt.end()))
        .sorted(comparing(Attempt::end))
        .forEach(attempt -> {
          int caller = calls.get(attempt.call() - 1).caller();
          Decision why = decisions.refusalOf(caller, attempt.end());
          boolean wanted =
              why == Decision.RESERVED_CONCURRENCY || why == Decision.ACCOUNT_CONCURRENCY;
          String function = function(caller);
          told.accept(
              new Refusal(
                  attempt.call(),
                  attempt.number(),
                  function,
                  past.callers().get(caller).qualifier(),
                  client(caller),
                  attempt.end(),
                  why,
                  leftOnDemand(function)),
              wanted ? slots(pools, function).heldAt(attempt.end()) : List.of());
        });
  }

  /** The executions of one pool, which are asked for in the order of time. */
  private static final class Slots {

    private final List<Held> all = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private int begun;

    List<Held> heldAt(Duration time) {
      while (begun < all.size() && all.get(begun).start().compareTo(time) <= 0) {
        held.add(all.get(begun++));
      }
      held.removeIf(one -> one.end().compareTo(time) <= 0);
      return held;
    }
  }

  private Map<String, Slots> pools(List<SimulatedCall> calls) {
    Map<String, Slots> pools = new HashMap<>();
    scenario.functions().forEach(spec -> pools.put(pool(spec.name()), new Slots()));
    Set<Integer> ran = new HashSet<>();
    for (Execution execution : run.timeline().executions()) {
      SimulatedCall call = calls.get(execution.call() - 1);
      boolean isRetry = !ran.add(execution.call());
      if (!decisions.isProvisioned(call.caller(), execution.start())) {
        slots(pools, function(call.caller())).all.add(held(execution, call.caller(), isRetry));
      }
    }
    return pools;
  }

  private Slots slots(Map<String, Slots> pools, String function) {
    return Objects.requireNonNull(pools.get(pool(function)));
  }

  private Held held(Execution execution, int caller, boolean isRetry) {
    boolean cutOff = execution.result() == Result.TIMED_OUT;
    return new Held(
        execution.call(),
        isRetry,
        client(caller),
        past.callers().get(caller).invocation(),
        function(caller),
        execution.start(),
        execution.end(),
        cutOff,
        cutOff && spec(function(caller)).durations() instanceof Durations.Hanging);
  }

  /** A function with a reservation has a pool of its own. */
  private String pool(String function) {
    return spec(function).reserved() == null ? "" : function;
  }

  /** The slots of its pool that are not provisioned for versions or aliases. */
  public int leftOnDemand(String function) {
    FunctionSpec spec = spec(function);
    if (spec.reserved() != null) {
      return spec.reserved() - spec.provisioned();
    }
    return scenario.account().concurrency()
        - scenario.functions().stream().mapToInt(FunctionSpec::claimed).sum();
  }

  /** The function's reserved concurrency, {@code null} for none. */
  public @Nullable Integer reserved(String function) {
    return spec(function).reserved();
  }

  /** What executions raise that fail, {@code null} where none failed before now. */
  public @Nullable String raised(String function) {
    boolean failed =
        run.timeline().executions().stream()
            .anyMatch(execution ->
                execution.result() == Result.FAILED
                    && isPast(execution.start())
                    && function(run.calls().get(execution.call() - 1).caller()).equals(function));
    return failed ? spec(function).error().type() : null;
  }

  private FunctionSpec spec(String function) {
    return Objects.requireNonNull(scenario.function(function));
  }

  private boolean isPast(Duration time) {
    return time.compareTo(past.length()) < 0;
  }

  private String function(int caller) {
    return past.callers().get(caller).function();
  }

  /** Callers are in the order of the scenario's history, and event sources come after them. */
  private @Nullable Client client(int caller) {
    return past.callers().get(caller).invocation() == Invocation.SYNC
        ? scenario.history().get(caller).client()
        : null;
  }

  /** What Lambda decided, which attempts and executions don't tell. */
  private static final class Decisions implements LambdaListener {

    private record Moment(int caller, long nanos) {}

    private final Map<Moment, Decision> refusals = new HashMap<>();
    private final Set<Moment> provisioned = new HashSet<>();

    Decision refusalOf(int caller, Duration at) {
      return Objects.requireNonNull(refusals.get(new Moment(caller, at.toNanos())));
    }

    boolean isProvisioned(int caller, Duration start) {
      return provisioned.contains(new Moment(caller, start.toNanos()));
    }

    @Override
    public void executed(
        int caller,
        long calledNanos,
        long startNanos,
        long endNanos,
        Result result,
        Decision slot) {
      if (slot == Decision.PROVISIONED) {
        provisioned.add(new Moment(caller, startNanos));
      }
    }

    @Override
    public void refused(int caller, long nanos, Decision why) {
      refusals.put(new Moment(caller, nanos), why);
    }

    @Override
    public void ended(int caller, long calledNanos, long nanos, AttemptOutcome surfaced) {
      // What became of a call is recorded.
    }
  }
}
