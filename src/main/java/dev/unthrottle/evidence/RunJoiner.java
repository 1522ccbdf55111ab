package dev.unthrottle.evidence;

import dev.unthrottle.evidence.PlatformLine.End;
import dev.unthrottle.evidence.PlatformLine.InitReport;
import dev.unthrottle.evidence.PlatformLine.Report;
import dev.unthrottle.evidence.PlatformLine.RestoreReport;
import dev.unthrottle.evidence.PlatformLine.RuntimeDone;
import dev.unthrottle.evidence.PlatformLine.RuntimeExit;
import dev.unthrottle.evidence.PlatformLine.Start;
import dev.unthrottle.evidence.PlatformLine.TimedOut;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines together to executions as {@link PlatformLog} does, in memory that doesn't grow with
 * the log: an execution is counted and forgotten once {@value #REPORTED} others were reported after
 * it, and of those that nobody reports only the latest {@value #OPEN} are waited for. Takes batches
 * in the order of the log. Not safe for use by several threads.
 */
final class RunJoiner {

  /** A line that says "timed out" may follow REPORT, but not after so many other reports. */
  static final int REPORTED = 1_024;

  /** More executions than this are nowhere under way at once in one account. */
  static final int OPEN = 262_144;

  private record Keyed(RequestKey key, Run run) {}

  private final Tally tally;
  private final LinkedHashMap<RequestKey, Run> open = new LinkedHashMap<>();
  private final ArrayDeque<Keyed> reported = new ArrayDeque<>(REPORTED + 1);
  private final Map<Long, Duration> failedInits = new HashMap<>();
  private long begun;

  RunJoiner(Tally tally) {
    this.tally = tally;
  }

  /** Joins a block's lines. */
  void join(Batch batch) {
    tally.lines += batch.lines;
    for (int row = 0; row < batch.rows(); row++) {
      switch (batch.kind(row)) {
        case WHOLE -> whole(batch, row);
        case START -> start(batch, row);
        case END -> run(key(batch, row)).end(batch.end(row));
        case REPORT -> report(batch, row);
        case OTHER -> {
          Batch.Other other = batch.other(row);
          join(other.line(), other.at(), batch.stream(row));
        }
      }
    }
  }

  /** Joins one line. */
  void join(PlatformLine line, long at, long stream) {
    switch (line) {
      case Start start -> {
        Run run = begin(RequestKey.of(start.requestId(), stream));
        run.start = at;
        run.trace(start.traceId());
      }
      case End end -> run(RequestKey.of(end.requestId(), stream)).end(at);
      case Report report -> {
        RequestKey key = RequestKey.of(report.requestId(), stream);
        Run run = unreported(key);
        run.report(report.figures(), at);
        retireLater(key, run);
      }
      case TimedOut timedOut -> timedOut(timedOut, at, stream);
      case RuntimeExit exit -> run(RequestKey.of(exit.requestId(), stream)).fail(at);
      case RuntimeDone done -> run(RequestKey.of(done.requestId(), stream)).done(done.figures());
      case InitReport init -> {
        Duration failed = PlatformLog.failedInit(init.figures());
        if (failed != null) {
          failedInits.put(stream, failed);
        }
      }
      case RestoreReport _, PlatformLine.Other _ -> {}
    }
  }

  /** Counts what is still waited for. */
  void finish() {
    reported.forEach(keyed -> tally.add(keyed.run(), keyed.key()));
    open.forEach((key, run) -> tally.add(run, key));
    reported.clear();
    open.clear();
  }

  private void whole(Batch batch, int row) {
    RequestKey key = key(batch, row);
    Run run = begin(key);
    run.start = batch.start(row);
    batch.reportTo(run, row);
    retireLater(key, run);
  }

  private void start(Batch batch, int row) {
    Run run = begin(key(batch, row));
    run.start = batch.start(row);
    if (batch.hasEnd(row)) {
      run.end(batch.end(row));
    }
  }

  private void report(Batch batch, int row) {
    RequestKey key = key(batch, row);
    Run run = unreported(key);
    batch.reportTo(run, row);
    retireLater(key, run);
  }

  private static RequestKey key(Batch batch, int row) {
    return new RequestKey(batch.high(row), batch.low(row), batch.stream(row));
  }

  private Run begin(RequestKey key) {
    Run run = new Run();
    run.number = begun++;
    Duration failed = failedInits.isEmpty() ? null : failedInits.remove(key.stream());
    run.init = failed == null ? Run.UNKNOWN : failed.toNanos();
    Run older = open.put(key, run);
    if (older != null) {
      tally.add(older, key);
    }
    if (open.size() > OPEN) {
      Map.Entry<RequestKey, Run> eldest = open.pollFirstEntry();
      tally.add(eldest.getValue(), eldest.getKey());
    }
    return run;
  }

  /** The run of that id that a REPORT tells of: one that has none so far. */
  private Run unreported(RequestKey key) {
    Run known = open.get(key);
    return known == null ? begin(key) : known;
  }

  /** The run of that id that any other line tells of. */
  private Run run(RequestKey key) {
    Run known = open.get(key);
    if (known != null) {
      return known;
    }
    var newestFirst = reported.descendingIterator();
    while (newestFirst.hasNext()) {
      Keyed keyed = newestFirst.next();
      if (keyed.key().equals(key)) {
        return keyed.run();
      }
    }
    return begin(key);
  }

  private void retireLater(RequestKey key, Run run) {
    open.remove(key, run);
    reported.addLast(new Keyed(key, run));
    if (reported.size() > REPORTED) {
      Keyed eldest = reported.removeFirst();
      tally.add(eldest.run(), eldest.key());
    }
  }

  /** Without a request id it means the only execution of its stream that it can. */
  private void timedOut(TimedOut line, long at, long stream) {
    if (line.requestId() != null) {
      run(RequestKey.of(line.requestId(), stream)).timeOut(line.after(), at);
      return;
    }
    Run only = onlyOneOf(stream);
    if (only != null) {
      only.timeOut(line.after(), at);
    }
  }

  /** Such a line is so rare that its execution may be searched for. */
  private @Nullable Run onlyOneOf(long stream) {
    List<Run> candidates = new ArrayList<>();
    Run latest = null;
    for (Keyed keyed : known()) {
      if (keyed.key().stream() == stream) {
        latest = latest == null || keyed.run().number > latest.number ? keyed.run() : latest;
        if (!keyed.run().ended) {
          candidates.add(keyed.run());
        }
      }
    }
    if (latest != null && latest.ended) {
      candidates.add(latest);
    }
    return candidates.size() == 1 ? candidates.getFirst() : null;
  }

  private List<Keyed> known() {
    List<Keyed> known = new ArrayList<>(reported);
    open.forEach((key, run) -> known.add(new Keyed(key, run)));
    return known;
  }
}
