package dev.unthrottle.simulation;

import java.util.List;
import java.util.Map;

/**
 * Everything that a simulation is given, besides its seed.
 *
 * @param accountConcurrency the account's quota
 * @param reserved the functions with reserved concurrency
 * @param held slots that are taken by others when the simulation begins, for one function timeout
 *     each, by function
 * @param functions what can be called
 * @param callers who calls
 * @param network what lies between them
 * @param timelineCalls how many calls are recorded attempt by attempt; the rest is only counted
 * @param provisioned the provisioned concurrency of versions and aliases, by function
 * @param callerRate the requests a second that all synchronous callers together may make, {@link
 *     Double#POSITIVE_INFINITY} for no limit
 */
public record SimulationPlan(
    int accountConcurrency,
    Map<String, Integer> reserved,
    Map<String, Integer> held,
    List<FunctionModel> functions,
    List<Caller> callers,
    Network network,
    int timelineCalls,
    Map<String, Map<String, Integer>> provisioned,
    double callerRate) {

  /** A plan in which nothing is provisioned and callers are not limited. */
  public SimulationPlan(
      int accountConcurrency,
      Map<String, Integer> reserved,
      Map<String, Integer> held,
      List<FunctionModel> functions,
      List<Caller> callers,
      Network network,
      int timelineCalls) {
    this(
        accountConcurrency,
        reserved,
        held,
        functions,
        callers,
        network,
        timelineCalls,
        Map.of(),
        Double.POSITIVE_INFINITY);
  }

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if this can't be simulated; the message lists every problem,
   *     one a line
   */
  public SimulationPlan(
      int accountConcurrency,
      Map<String, Integer> reserved,
      Map<String, Integer> held,
      List<FunctionModel> functions,
      List<Caller> callers,
      Network network,
      int timelineCalls,
      Map<String, Map<String, Integer>> provisioned,
      double callerRate) {
    this.accountConcurrency = accountConcurrency;
    this.reserved = Map.copyOf(reserved);
    this.held = Map.copyOf(held);
    this.functions = List.copyOf(functions);
    this.callers = List.copyOf(callers);
    this.network = network;
    this.timelineCalls = timelineCalls;
    this.provisioned = Map.copyOf(provisioned);
    this.callerRate = callerRate;
    List<String> problems = PlanProblems.of(this);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "This plan can't be simulated:\n- " + String.join("\n- ", problems));
    }
  }
}
