package dev.unthrottle.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Everything that is wrong with a plan, gathered so that it can be said at once. */
final class PlanProblems {

  private static final double MAX_CALLS = 1e9;

  /** Ten years; keeps virtual time, which is counted in nanoseconds, far from overflow. */
  private static final Duration MAX_TIME = Duration.ofDays(3650);

  private final SimulationPlan plan;
  private final List<String> functions;
  private final List<String> problems = new ArrayList<>();

  private PlanProblems(SimulationPlan plan) {
    this.plan = plan;
    this.functions = plan.functions().stream().map(FunctionModel::name).toList();
  }

  /** The problems of a plan; empty if it can be simulated. */
  static List<String> of(SimulationPlan plan) {
    PlanProblems check = new PlanProblems(plan);
    check.account();
    check.functions();
    check.provisioned();
    check.held();
    check.callers();
    check.times();
    return check.problems;
  }

  private void account() {
    require(
        plan.accountConcurrency() >= 1,
        "An account has at least one slot. Found: %d".formatted(plan.accountConcurrency()));
    new TreeMap<>(plan.reserved())
        .forEach((name, slots) ->
            require(
                slots >= 0,
                "A reservation is not negative. Found: %d for %s".formatted(slots, name)));
    require(
        unreserved() >= 0,
        "Reservations don't exceed the account's concurrency. Found: %s of %d"
            .formatted(new TreeMap<>(plan.reserved()), plan.accountConcurrency()));
    require(
        plan.timelineCalls() >= 0,
        "The number of calls to record is not negative. Found: %d".formatted(plan.timelineCalls()));
  }

  private void functions() {
    require(
        functions.size() == functions.stream().distinct().count(),
        "A function is modelled once. Found: %s".formatted(functions));
  }

  private void provisioned() {
    require(
        plan.callerRate() > 0,
        "A rate is above zero. Found: %s for callers".formatted(plan.callerRate()));
    new TreeMap<>(plan.provisioned())
        .forEach((function, slots) ->
            require(
                slots.values().stream().allMatch(count -> count >= 1)
                    && provisioned(function) <= poolOf(function),
                "Provisioned concurrency is at least 1 and fits into its pool. Found: %s of %d for %s"
                    .formatted(new TreeMap<>(slots), poolOf(function), function)));
    require(
        provisionedInUnreserved() <= Math.max(0, unreserved()),
        "Provisioned concurrency fits into the unreserved pool. Found: %d of %d"
            .formatted(provisionedInUnreserved(), unreserved()));
  }

  private long provisionedInUnreserved() {
    return plan.provisioned().keySet().stream()
        .filter(function -> !plan.reserved().containsKey(function))
        .mapToLong(this::provisioned)
        .sum();
  }

  private long provisioned(String function) {
    return plan.provisioned().getOrDefault(function, Map.of()).values().stream()
        .mapToLong(Integer::longValue)
        .sum();
  }

  private long poolOf(String function) {
    Integer reserved = plan.reserved().get(function);
    return reserved == null ? unreserved() : reserved;
  }

  private void held() {
    new TreeMap<>(plan.held()).forEach(this::held);
    long heldOfUnreserved =
        plan.held().entrySet().stream()
            .filter(entry -> !plan.reserved().containsKey(entry.getKey()))
            .mapToLong(entry -> entry.getValue())
            .sum();
    require(
        heldOfUnreserved <= Math.max(0, unreserved() - provisionedInUnreserved()),
        "Held slots fit into the unreserved pool. Found: %d of %d"
            .formatted(heldOfUnreserved, unreserved()));
  }

  private void held(String function, int slots) {
    require(
        functions.contains(function),
        "Held slots are held for the timeout of a function in the plan. Found: %s"
            .formatted(function));
    Integer reserved = plan.reserved().get(function);
    require(
        slots >= 0 && (reserved == null || slots <= reserved - provisioned(function)),
        "Held slots are between 0 and the function's reservation. Found: %d of %s for %s"
            .formatted(slots, reserved == null ? "none" : reserved, function));
  }

  private void callers() {
    require(!plan.callers().isEmpty(), "A simulation has at least one caller. Found: none");
    double calls = 0;
    for (Caller caller : plan.callers()) {
      require(
          functions.contains(caller.function()),
          "A caller calls a function of the plan. Found: %s, where there are %s"
              .formatted(caller.function(), functions));
      calls += expectedCalls(caller.load());
      time(
          "load of a caller of " + caller.function(),
          seconds(caller.begin()) + seconds(caller.load()));
    }
    require(
        calls <= MAX_CALLS,
        "A simulation has at most %.0f calls. Found: %.0f expected".formatted(MAX_CALLS, calls));
  }

  private void times() {
    time("connect", plan.network().connect());
    time("roundTrip", plan.network().roundTrip());
    for (FunctionModel function : plan.functions()) {
      time("timeout of " + function.name(), function.timeout());
      time("coldStart of " + function.name(), function.coldStart());
    }
  }

  private void time(String where, Duration time) {
    time(where, seconds(time));
  }

  private void time(String where, double seconds) {
    require(
        seconds <= MAX_TIME.toSeconds(),
        "No time is longer than %d days. Found: %.0f days for %s"
            .formatted(MAX_TIME.toDays(), seconds / Duration.ofDays(1).toSeconds(), where));
  }

  private long unreserved() {
    return plan.accountConcurrency()
        - plan.reserved().values().stream().mapToLong(Integer::longValue).sum();
  }

  private static double expectedCalls(Load load) {
    return switch (load) {
      case Load.Spaced spaced -> spaced.count();
      case Load.Poisson poisson -> poisson.perSecond() * seconds(poisson.length());
    };
  }

  private static double seconds(Load load) {
    return switch (load) {
      case Load.Spaced spaced -> seconds(spaced.spacing()) * (spaced.count() - 1);
      case Load.Poisson poisson -> seconds(poisson.length());
    };
  }

  private static double seconds(Duration time) {
    return TimeUnit.NANOSECONDS.convert(time) / 1e9;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
