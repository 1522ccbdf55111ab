package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.End;
import dev.unthrottle.evidence.PlatformLine.Figures;
import dev.unthrottle.evidence.PlatformLine.InitReport;
import dev.unthrottle.evidence.PlatformLine.Other;
import dev.unthrottle.evidence.PlatformLine.Report;
import dev.unthrottle.evidence.PlatformLine.RestoreReport;
import dev.unthrottle.evidence.PlatformLine.RuntimeDone;
import dev.unthrottle.evidence.PlatformLine.RuntimeExit;
import dev.unthrottle.evidence.PlatformLine.Start;
import dev.unthrottle.evidence.PlatformLine.TimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the platform's log lines together to executions. Takes the events of any number of streams,
 * those of one stream in the order in which they were written; skips everything that the platform
 * didn't write.
 *
 * <p>A request id that was run again, as Lambda does with events after a failure, gives one {@link
 * Invocation} for each run. A run whose beginning was not logged, or lies before the first event,
 * began its duration before its REPORT; without a REPORT it is left out, because nobody can know
 * when it began.
 *
 * <p>Not safe for use by several threads.
 */
public final class PlatformLog {

  private final List<Run> runs = new ArrayList<>();
  private final Map<RunKey, Run> latestById = new HashMap<>();
  private final Map<String, Run> latestInStream = new HashMap<>();
  private final Map<String, Duration> failedInits = new HashMap<>();

  /** The executions found in {@code events}, in the order of their starts. */
  public static List<Invocation> invocations(Iterable<LogEvent> events) {
    PlatformLog log = new PlatformLog();
    events.forEach(log::add);
    return log.invocations();
  }

  /** Reads one event. */
  public void add(LogEvent event) {
    PlatformLine line = PlatformLine.parse(event.message());
    if (line == null) {
      return;
    }
    switch (line) {
      case Start start -> begin(start.requestId(), event).start = event.timestamp();
      case End end -> run(end.requestId(), event).end = event.timestamp();
      case Report report -> report(report, event);
      case TimedOut timedOut -> timedOut(timedOut, event);
      case RuntimeExit exit -> run(exit.requestId(), event).fail(event.timestamp());
      case RuntimeDone done -> run(done.requestId(), event).note(done.figures().status());
      case InitReport init -> rememberFailedInit(init.figures(), event);
      case RestoreReport _, Other _ -> {} // REPORT repeats the one, and the other tells nothing.
    }
  }

  /** The executions found so far, in the order of their starts. */
  public List<Invocation> invocations() {
    return runs.stream()
        .map(Run::invocation)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Invocation::start))
        .toList();
  }

  private Run begin(String requestId, LogEvent event) {
    Run run = new Run(requestId, event.stream());
    run.init = failedInits.remove(event.stream());
    runs.add(run);
    latestById.put(new RunKey(event.stream(), requestId), run);
    latestInStream.put(event.stream(), run);
    return run;
  }

  private Run run(String requestId, LogEvent event) {
    Run known = latestById.get(new RunKey(event.stream(), requestId));
    return known == null ? begin(requestId, event) : known;
  }

  private void report(Report report, LogEvent event) {
    Run known = run(report.requestId(), event);
    Run run = known.reported ? begin(report.requestId(), event) : known;
    run.report(report.figures(), event.timestamp());
  }

  /** The line may precede END, or follow REPORT, and once came without a request id. */
  private void timedOut(TimedOut line, LogEvent event) {
    Run run =
        line.requestId() == null
            ? latestInStream.get(event.stream())
            : run(line.requestId(), event);
    if (run != null) {
      run.timeOut(line.after(), event.timestamp());
    }
  }

  /**
   * An initialization that failed before the first execution is not in that execution's REPORT. One
   * that failed within an execution is: it is part of the duration there.
   */
  private void rememberFailedInit(Figures figures, LogEvent event) {
    boolean failed = figures.status() != null && figures.status() != Status.SUCCEEDED;
    if (failed && figures.init() != null && "init".equals(figures.phase())) {
      failedInits.put(event.stream(), figures.init());
    }
  }

  private record RunKey(String stream, String requestId) {}

  /** One execution while its lines are being read. */
  private static final class Run {

    private final String requestId;
    private final String stream;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private @Nullable Duration duration;
    private @Nullable Duration init;
    private @Nullable Duration billed;
    private @Nullable Integer memoryMb;
    private @Nullable Integer maxMemoryMb;
    private Status ending = Status.SUCCEEDED;
    private boolean reported;

    Run(String requestId, String stream) {
      this.requestId = requestId;
      this.stream = stream;
    }

    void report(Figures figures, Instant at) {
      reported = true;
      end = at;
      duration = figures.duration() == null ? duration : figures.duration();
      billed = figures.billed();
      memoryMb = figures.memoryMb();
      maxMemoryMb = figures.maxMemoryMb();
      if (figures.init() != null) {
        init = figures.init();
      } else if (figures.restore() != null) {
        init = figures.restore();
      }
      note(figures.status());
    }

    void timeOut(Duration after, Instant at) {
      note(Status.TIMED_OUT);
      duration = duration == null ? after : duration;
      end = end == null ? at : end;
    }

    void fail(Instant at) {
      note(Status.FAILED);
      end = end == null ? at : end;
    }

    /** Takes a status unless a graver one is known: a timeout also looks like a failure. */
    void note(@Nullable Status status) {
      if (status != null && status.compareTo(ending) > 0) {
        ending = status;
      }
    }

    @Nullable Invocation invocation() {
      Instant began = began();
      return began == null
          ? null
          : new Invocation(
              requestId,
              began,
              end,
              duration,
              init,
              billed,
              memoryMb,
              maxMemoryMb,
              end == null ? Status.RUNNING : ending,
              stream);
    }

    private @Nullable Instant began() {
      if (start != null) {
        return start;
      }
      return end == null || duration == null ? null : end.minus(duration);
    }
  }
}
