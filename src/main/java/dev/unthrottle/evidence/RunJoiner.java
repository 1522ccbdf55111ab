package dev.unthrottle.evidence;

import dev.unthrottle.evidence.PlatformLine.CallMark;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final StreamFilter filter;
  private final Tally tally;
  private final LinkedHashMap<RequestKey, Run> open = new LinkedHashMap<>();
  private final Run[] reported = new Run[REPORTED];
  private final ArrayDeque<Run> spare = new ArrayDeque<>();
  private final Map<Long, Duration> failedInits = new HashMap<>();
  private long reports;
  private long begun;

  /**
   * Joins.
   *
   * @param filter whose executions are counted
   * @param tally counts them
   */
  RunJoiner(StreamFilter filter, Tally tally) {
    this.filter = filter;
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
        run.foreign = !filter.takesExecutionOf(start.functionArn());
      }
      case End end -> run(RequestKey.of(end.requestId(), stream)).end(at);
      case Report report -> {
        Run run = unreported(RequestKey.of(report.requestId(), stream));
        run.report(report.figures(), at);
        close(run);
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
      case CallMark mark -> {
        Run run = known(RequestKey.of(mark.requestId(), stream));
        if (run != null) {
          run.call = mark.call();
        }
      }
      case RestoreReport _, PlatformLine.Other _ -> {}
    }
  }

  /** Counts what is still waited for. */
  void finish() {
    known().forEach(tally::add);
    open.clear();
    Arrays.fill(reported, null);
  }

  private void whole(Batch batch, int row) {
    if (!open.isEmpty()) {
      countUnfinished(open.remove(key(batch, row)));
    }
    Run run = fresh(batch.high(row), batch.low(row), batch.stream(row));
    run.start = batch.start(row);
    batch.reportTo(run, row);
    retireLater(run);
  }

  private void start(Batch batch, int row) {
    Run run = begin(key(batch, row));
    run.start = batch.start(row);
    if (batch.hasEnd(row)) {
      run.end(batch.end(row));
    }
  }

  private void report(Batch batch, int row) {
    Run run = unreported(key(batch, row));
    batch.reportTo(run, row);
    close(run);
  }

  private static RequestKey key(Batch batch, int row) {
    return new RequestKey(batch.high(row), batch.low(row), batch.stream(row));
  }

  private Run begin(RequestKey key) {
    Run run = fresh(key.high(), key.low(), key.stream());
    countUnfinished(open.put(key, run));
    if (open.size() > OPEN) {
      countUnfinished(open.pollFirstEntry().getValue());
    }
    return run;
  }

  private Run fresh(long high, long low, long stream) {
    Run used = spare.pollLast();
    Run run = used == null ? new Run() : used;
    run.reset(high, low, stream, begun++);
    if (!failedInits.isEmpty()) {
      Duration failed = failedInits.remove(stream);
      run.init = failed == null ? Run.UNKNOWN : failed.toNanos();
    }
    return run;
  }

  private void countUnfinished(@Nullable Run run) {
    if (run != null) {
      tally.add(run);
    }
  }

  /** The run of that id that a REPORT tells of: one that has none so far. */
  private Run unreported(RequestKey key) {
    Run known = open.get(key);
    return known == null ? begin(key) : known;
  }

  /** The run of that id that any other line tells of. */
  private Run run(RequestKey key) {
    Run known = known(key);
    return known == null ? begin(key) : known;
  }

  private @Nullable Run known(RequestKey key) {
    Run known = open.get(key);
    for (long i = reports - 1; known == null && i >= Math.max(0, reports - REPORTED); i--) {
      Run run = reported[(int) (i % REPORTED)];
      known = run != null && run.isOf(key) ? run : null;
    }
    return known;
  }

  private void close(Run run) {
    open.remove(new RequestKey(run.high, run.low, run.stream));
    retireLater(run);
  }

  private void retireLater(Run run) {
    int place = (int) (reports++ % REPORTED);
    Run eldest = reported[place];
    reported[place] = run;
    if (eldest != null) {
      tally.add(eldest);
      spare.addLast(eldest);
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
    List<Run> ofStream = known().stream().filter(run -> run.stream == stream).toList();
    Run latest = ofStream.stream().max(Comparator.comparingLong(run -> run.number)).orElse(null);
    List<Run> candidates =
        ofStream.stream().filter(run -> !run.ended || run.equals(latest)).toList();
    return candidates.size() == 1 ? candidates.getFirst() : null;
  }

  /** All that are still waited for, in the order in which they began. */
  private List<Run> known() {
    List<Run> known = new ArrayList<>(open.values());
    Arrays.stream(reported).filter(Objects::nonNull).forEach(known::add);
    known.sort((one, other) -> Long.compare(one.number, other.number));
    return known;
  }
}
