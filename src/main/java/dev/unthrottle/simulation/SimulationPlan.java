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
 */
public record SimulationPlan(
    int accountConcurrency,
    Map<String, Integer> reserved,
    Map<String, Integer> held,
    List<FunctionModel> functions,
    List<Caller> callers,
    Network network,
    int timelineCalls) {

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
      int timelineCalls) {
    this.accountConcurrency = accountConcurrency;
    this.reserved = Map.copyOf(reserved);
    this.held = Map.copyOf(held);
    this.functions = List.copyOf(functions);
    this.callers = List.copyOf(callers);
    this.network = network;
    this.timelineCalls = timelineCalls;
    List<String> problems = PlanProblems.of(this);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "This plan can't be simulated:\n- " + String.join("\n- ", problems));
    }
  }
}
