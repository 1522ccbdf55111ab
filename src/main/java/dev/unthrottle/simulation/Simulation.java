package dev.unthrottle.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Client calls meeting a concurrency limit, event by event in virtual time. The rules are in
 * docs/model.md.
 *
 * <p>One run is one thread's work. Its memory grows with what is in flight at once and with what is
 * recorded, not with the number of calls.
 */
public final class Simulation {

  private final SimulationPlan plan;
  private final long seed;
  private final ConcurrencyLimit limit;
  private final Occupancy account = new Occupancy();
  private final Occupancy unreserved = new Occupancy();
  private final Map<String, Occupancy> reserved = new HashMap<>();
  private final Recorder recorder;

  /** By function and, where one is called, qualifier. */
  private final Map<String, FunctionState> states = new HashMap<>();

  private final FunctionState[] functions;
  private final CallerState[] callers;
  private final EventLoop loop;

  /** A simulation that can run once. */
  Simulation(SimulationPlan plan, long seed, @Nullable LambdaListener listener) {
    this.plan = plan;
    this.seed = seed;
    this.limit =
        ConcurrencyLimit.of(
            plan.accountConcurrency(), plan.reserved(), plan.provisioned(), plan.callerRate());
    plan.reserved().keySet().forEach(name -> reserved.put(name, new Occupancy()));
    this.recorder = new Recorder(plan.timelineCalls());
    this.functions =
        plan.functions().stream()
            .map(model -> states.computeIfAbsent(model.name(), name -> state(model, null)))
            .toArray(FunctionState[]::new);
    this.callers =
        IntStream.range(0, plan.callers().size()).mapToObj(this::state).toArray(CallerState[]::new);
    this.loop = new EventLoop(plan.network(), callers, functions, account, recorder, listener);
  }

  /**
   * Runs a plan to its end, when all calls are over and all slots are back.
   *
   * @param seed what all random numbers come from; the same plan and seed give the same run, and
   *     another client under the same seed meets the same arrivals and durations
   * @throws IllegalStateException if the simulation's own books don't balance in the end
   */
  public static SimulationRun run(SimulationPlan plan, long seed) {
    return new Simulation(plan, seed, null).run();
  }

  /**
   * Runs a plan to its end and tells what happens at Lambda on the way.
   *
   * @param seed what all random numbers come from
   * @throws IllegalStateException if the simulation's own books don't balance in the end
   */
  public static SimulationRun run(SimulationPlan plan, long seed, LambdaListener listener) {
    return new Simulation(plan, seed, listener).run();
  }

  /** Holds what others hold, lets the callers call, and audits the books. */
  SimulationRun run() {
    for (int i = 0; i < functions.length; i++) {
      loop.hold(i, plan.held().getOrDefault(plan.functions().get(i).name(), 0));
    }
    loop.run();
    audit();
    return result();
  }

  /** How many events have happened. */
  long eventCount() {
    return loop.eventCount();
  }

  private FunctionState state(FunctionModel model, @Nullable String qualifier) {
    Occupancy pool = reserved.getOrDefault(model.name(), unreserved);
    return new FunctionState(model, limit.slotsOf(model.name(), qualifier), pool);
  }

  private CallerState state(int index) {
    Caller caller = plan.callers().get(index);
    String qualifier = caller.qualifier();
    List<String> names = plan.functions().stream().map(FunctionModel::name).toList();
    FunctionModel model = plan.functions().get(names.indexOf(caller.function()));
    String name = qualifier == null ? model.name() : model.name() + ":" + qualifier;
    FunctionState function = states.computeIfAbsent(name, key -> state(model, qualifier));
    return new CallerState(caller, index, function, seed);
  }

  private void audit() {
    Audit audit = new Audit();
    for (int i = 0; i < callers.length; i++) {
      audit.caller("caller " + i, callers[i].tally);
    }
    for (int i = 0; i < functions.length; i++) {
      audit.equal(
          plan.functions().get(i).name() + ": all slots are back", functions[i].slotsInUse(), 0);
    }
    plan.reserved()
        .forEach(
            (name, slots) -> audit.slots(name, reserved.getOrDefault(name, unreserved), slots));
    audit
        .slots("unreserved pool", unreserved, limit.unreservedConcurrency())
        .slots("account", account, limit.accountConcurrency())
        .equal("all calls and requests are finished", loop.unfinished(), 0)
        .close(seed);
  }

  private SimulationRun result() {
    CallerTally total = new CallerTally();
    for (CallerState caller : callers) {
      total.addAll(caller.tally);
    }
    return new SimulationRun(
        recorder.calls(),
        recorder.timeline(),
        total.toTally(account.peak()),
        IntStream.range(0, callers.length)
            .mapToObj(i -> callers[i].tally.toTally(callers[i].tally.slots.peak()))
            .toList(),
        seed);
  }
}
