package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.SimulationPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the whole account may do.
 *
 * @param concurrency how many executions can be in flight at once
 * @param callerRate the requests a second that all synchronous callers together may make, {@link
 *     Double#POSITIVE_INFINITY} for no limit
 */
public record Account(int concurrency, double callerRate) {

  /** What limits the executions of these functions. */
  ConcurrencyLimit limit(List<FunctionSpec> functions) {
    return ConcurrencyLimit.of(
        concurrency, reserved(functions), provisioned(functions), callerRate);
  }

  /** A simulation of these functions and their callers in the account. */
  SimulationPlan plan(List<FunctionSpec> functions, List<Caller> callers) {
    return new SimulationPlan(
        concurrency,
        reserved(functions),
        Map.of(),
        functions.stream().map(FunctionSpec::model).toList(),
        callers,
        Network.NONE,
        0,
        provisioned(functions),
        callerRate);
  }

  private static Map<String, Integer> reserved(List<FunctionSpec> functions) {
    Map<String, Integer> reserved = new HashMap<>();
    for (FunctionSpec function : functions) {
      if (function.reserved() != null) {
        reserved.put(function.name(), function.reserved());
      }
    }
    return reserved;
  }

  private static Map<String, Map<String, Integer>> provisioned(List<FunctionSpec> functions) {
    Map<String, Map<String, Integer>> provisioned = new HashMap<>();
    functions.forEach(function -> provisioned.put(function.name(), function.setup().provisioned()));
    return provisioned;
  }
}
