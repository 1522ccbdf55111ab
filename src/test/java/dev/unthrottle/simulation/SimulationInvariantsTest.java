package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every plan. The counts are made a second time from the recorded timeline, and
 * slots in use from the executions alone; each run also audits its own books.
 */
class SimulationInvariantsTest {

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPlan_keepsItsBooks(long seed) {
    SimulationPlan plan = new RandomPlans(new SplittableRandom(seed)).plan();
    SimulationRun run = Simulation.run(plan, seed);

    assertThat(Simulation.run(plan, seed)).isEqualTo(run);
    talliesAgreeWithTheTimeline(run);
    noPoolHoldsMoreThanItHas(plan, run);
    clientsKeepTheirLimits(plan, run);
  }

  private static void talliesAgreeWithTheTimeline(SimulationRun run) {
    Tally tally = run.tally();
    Timeline timeline = run.timeline();
    Map<Integer, Long> executionsPerCall =
        timeline.executions().stream()
            .collect(Collectors.groupingBy(Execution::call, Collectors.counting()));

    assertThat(tally.calls()).isEqualTo(run.calls().size());
    assertThat(tally.answered()).isEqualTo(surfaced(run, AttemptOutcome.ANSWERED::equals));
    assertThat(tally.refusedCalls()).isEqualTo(surfaced(run, AttemptOutcome.REFUSED::equals));
    assertThat(tally.timedOutCalls())
        .isEqualTo(surfaced(run, it -> it.hungUp() || it == AttemptOutcome.CONNECT_TIMEOUT));
    assertThat(tally.attempts()).isEqualTo(timeline.attempts().size());
    assertThat(tally.attempts())
        .isEqualTo(run.calls().stream().mapToLong(SimulatedCall::attempts).sum());
    assertThat(tally.refusals()).isEqualTo(timeline.refusals().size());
    assertThat(tally.callsWithRefusals())
        .isEqualTo((int) timeline.refusals().stream().map(Attempt::call).distinct().count());
    assertThat(tally.executions()).isEqualTo(timeline.executions().size());
    assertThat(tally.ghosts())
        .isEqualTo(timeline.executions().stream().filter(timeline::isGhost).count());
    assertThat(tally.duplicates())
        .isEqualTo(executionsPerCall.values().stream().mapToLong(count -> count - 1).sum());
    assertThat(tally.callsWithDuplicates())
        .isEqualTo((int) executionsPerCall.values().stream().filter(count -> count > 1).count());
    assertThat(tally.mostExecutionsPerCall())
        .isEqualTo(
            (int) executionsPerCall.values().stream().mapToLong(Long::longValue).max().orElse(0));
    assertThat(tally.medianCall()).isEqualTo(median(run.calls()));
    assertThat(run.byCaller().stream().mapToLong(Tally::executions).sum())
        .isEqualTo(tally.executions());
  }

  private static long surfaced(SimulationRun run, Predicate<AttemptOutcome> outcome) {
    return run.calls().stream().map(SimulatedCall::surfaced).filter(outcome).count();
  }

  private static Duration median(List<SimulatedCall> calls) {
    List<Duration> sorted =
        calls.stream().map(call -> call.end().minus(call.start())).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static void noPoolHoldsMoreThanItHas(SimulationPlan plan, SimulationRun run) {
    Map<String, List<Execution>> byFunction =
        run.timeline().executions().stream()
            .collect(Collectors.groupingBy(it -> functionOf(plan, run, it.call())));
    List<Execution> unreserved = new ArrayList<>();
    int capacity = plan.accountConcurrency();
    for (FunctionModel function : plan.functions()) {
      List<Execution> executions = byFunction.getOrDefault(function.name(), List.of());
      Integer reserved = plan.reserved().get(function.name());
      if (reserved == null) {
        unreserved.addAll(executions);
      } else {
        assertThat(mostAtOnce(executions)).isLessThanOrEqualTo(reserved);
        capacity -= reserved;
      }
    }
    assertThat(mostAtOnce(unreserved)).isLessThanOrEqualTo(capacity);
    assertThat(mostAtOnce(run.timeline().executions()))
        .isLessThanOrEqualTo(run.tally().peakInFlight());
  }

  private static String functionOf(SimulationPlan plan, SimulationRun run, int call) {
    return plan.callers().get(run.calls().get(call - 1).caller()).function();
  }

  private record Change(Duration at, int slots) {}

  /** An end counts before a start at the same time. */
  private static int mostAtOnce(List<Execution> executions) {
    List<Change> changes = new ArrayList<>();
    executions.forEach(it -> changes.add(new Change(it.start(), 1)));
    executions.forEach(it -> changes.add(new Change(it.end(), -1)));
    changes.sort(Comparator.comparing(Change::at).thenComparingInt(Change::slots));
    int current = 0;
    int most = 0;
    for (Change change : changes) {
      current += change.slots();
      most = Math.max(most, current);
    }
    return most;
  }

  private static void clientsKeepTheirLimits(SimulationPlan plan, SimulationRun run) {
    for (SimulatedCall call : run.calls()) {
      Caller caller = plan.callers().get(call.caller());
      Duration limit = caller.timeouts().call();
      if (limit != null) {
        assertThat(call.end().minus(call.start())).isLessThanOrEqualTo(limit);
      }
      assertThat(call.attempts()).isBetween(0, caller.retries().maxAttempts());
      if (call.attempts() == 0) {
        assertThat(caller.retries().mode()).isEqualTo(RetryMode.ADAPTIVE);
        assertThat(call.surfaced()).isEqualTo(AttemptOutcome.CALL_TIMEOUT);
      }
    }
    for (Attempt attempt : run.timeline().attempts()) {
      SimulatedCall call = run.calls().get(attempt.call() - 1);
      Duration limit = plan.callers().get(call.caller()).timeouts().attempt();
      if (limit != null) {
        assertThat(attempt.end().minus(attempt.start())).isLessThanOrEqualTo(limit);
      }
    }
  }
}
