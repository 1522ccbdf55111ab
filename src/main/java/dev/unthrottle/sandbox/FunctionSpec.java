package dev.unthrottle.sandbox;

import dev.unthrottle.client.RetryHint;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A scripted function.
 *
 * @param name its name
 * @param timeout when Lambda cuts an execution off; whole seconds
 * @param memoryMb its memory in MB
 * @param reserved its reserved concurrency, {@code null} for none; 0 stops it
 * @param durations how long executions run, without a cold start
 * @param coldStart added to an execution that finds no idle environment
 * @param fails the share of executions that raise, 0 to 1
 * @param jsonLogs whether platform lines are JSON
 * @param hint what its refusals say about when to come back
 * @param setup what is set up around it
 * @param error what executions raise that fail
 */
public record FunctionSpec(
    String name,
    Duration timeout,
    int memoryMb,
    @Nullable Integer reserved,
    Durations durations,
    Duration coldStart,
    double fails,
    boolean jsonLogs,
    RetryHint hint,
    FunctionSetup setup,
    ScriptedError error) {

  /** A function with nothing but Lambda's defaults around it. */
  FunctionSpec(
      String name,
      Duration timeout,
      int memoryMb,
      @Nullable Integer reserved,
      Durations durations,
      Duration coldStart,
      double fails,
      boolean jsonLogs,
      RetryHint hint) {
    this(
        name,
        timeout,
        memoryMb,
        reserved,
        durations,
        coldStart,
        fails,
        jsonLogs,
        hint,
        FunctionSetup.DEFAULT,
        ScriptedError.DEFAULT);
  }

  /** Where its lines are written. */
  String logGroup() {
    return setup.logGroup() == null ? ownLogGroup() : setup.logGroup();
  }

  private String ownLogGroup() {
    return "/aws/lambda/" + name;
  }

  /**
   * The stream that an environment writes to: {@code YYYY/MM/DD/[$LATEST]…}, with the function's
   * name before the bracket in any group but its own.
   */
  String logStream(String environment) {
    return logGroup().equals(ownLogGroup())
        ? environment
        : environment.replace("/[", "/" + name + "[");
  }

  /** What is provisioned for its versions and aliases together. */
  int provisioned() {
    return setup.provisioned().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What it takes from the account whether it runs or not. */
  int claimed() {
    return Math.max(reserved == null ? 0 : reserved, provisioned());
  }

  /** The same function, as the simulation plays it. */
  FunctionModel model() {
    return new FunctionModel(name, durations, timeout, coldStart, fails, hint);
  }
}
