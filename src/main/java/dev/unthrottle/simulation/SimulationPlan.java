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

  /** Copies the collections. */
  public SimulationPlan {
    reserved = Map.copyOf(reserved);
    held = Map.copyOf(held);
    functions = List.copyOf(functions);
    callers = List.copyOf(callers);
  }
}
