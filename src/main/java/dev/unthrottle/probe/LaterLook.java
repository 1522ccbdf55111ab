package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Completes a record, from the logs, with what became of its executions afterwards. */
final class LaterLook {

  private final Ports ports;
  private final FunctionSettings settings;

  LaterLook(Ports ports, FunctionSettings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  ProbeRecord at(ProbeRecord record) {
    if (record.steps().isEmpty()) {
      return record;
    }
    Instant now = ports.clock().instant();
    Instant from = record.steps().getFirst().origin().minus(Matching.CLOCK_SKEW);
    Optional<LogEvidence> logs =
        ports.evidence().logs(settings, new Window(from, now.plus(Matching.CLOCK_SKEW))).value();
    return logs.map(found -> completed(record, found.invocations(), now)).orElse(record);
  }

  private ProbeRecord completed(ProbeRecord record, List<Invocation> found, Instant now) {
    Set<String> taken = new HashSet<>();
    List<StepLog> logs = new ArrayList<>();
    for (StepRecord step : record.steps()) {
      StepLog log = StepLog.of(step);
      log.match(found, taken, now);
      taken.addAll(log.requestIds());
      logs.add(log);
    }
    return new ProbeRecord(
        record.plan(),
        record.connectTimes(),
        logs.stream().map(StepLog::record).toList(),
        record.stopped(),
        logs.stream().mapToInt(StepLog::invocations).sum(),
        record.refusals(),
        record.foreignRefusals(),
        logs.stream().mapToDouble(log -> log.cost(settings)).sum());
  }
}
