package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a probe has done so far, ready to be recorded at any moment. Not thread-safe. */
final class Ledger {

  private final ProbePlan plan;
  private final FunctionSettings settings;
  private final List<ConnectTime> connectTimes = new ArrayList<>();
  private final List<StepLog> steps = new ArrayList<>();

  Ledger(ProbePlan plan, FunctionSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /** Where the times of connections go. */
  List<ConnectTime> connectTimes() {
    return connectTimes;
  }

  /** Opens the log of the next step. */
  StepLog begin(ProbeStep step, Client client, Instant origin) {
    StepLog log = new StepLog(step, client, origin);
    steps.add(log);
    return log;
  }

  /** The logs of all steps so far. */
  List<StepLog> steps() {
    return List.copyOf(steps);
  }

  /** What is known now. */
  ProbeRecord soFar() {
    return record(null, null, null);
  }

  /** What is known in the end. */
  ProbeRecord record(
      @Nullable String stopped, @Nullable Integer foreignRefusals, @Nullable Instant openUntil) {
    List<StepRecord> records = steps.stream().map(StepLog::record).toList();
    return new ProbeRecord(
        plan,
        connectTimes,
        records,
        stopped,
        steps.stream().mapToInt(StepLog::invocations).sum(),
        records.stream().mapToInt(step -> step.timeline().refusals().size()).sum(),
        foreignRefusals,
        steps.stream().mapToDouble(step -> step.cost(settings)).sum(),
        openUntil);
  }
}
