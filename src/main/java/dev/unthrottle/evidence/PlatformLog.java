package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.CallMark;
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
import org.jspecify.annotations.Nullable;

/**
 * Puts the platform's log lines together to executions. Takes the events of any number of streams,
 * those of one stream in the order in which they were written; skips everything that the platform
 * didn't write. A stream may tell of several executions at a time, as those of Lambda Managed
 * Instances do.
 *
 * <p>A request id that was run again, as Lambda does with events after a failure, gives one {@link
 * Invocation} for each run. A run whose beginning was not logged, or lies before the first event,
 * began its duration before its REPORT; without a REPORT it is left out, because nobody can know
 * when it began.
 *
 * <p>Not safe for use by several threads.
 */
public final class PlatformLog {

  private final StreamFilter filter;
  private final List<Named> runs = new ArrayList<>();
  private final Map<RunKey, Run> latestById = new HashMap<>();
  private final Map<String, List<Run>> openInStream = new HashMap<>();
  private final Map<String, Duration> failedInits = new HashMap<>();

  /** A log of whatever functions there are. */
  public PlatformLog() {
    this(null);
  }

  /**
   * A log of one function, whose streams may tell of others.
   *
   * @param function its name; {@code null} for all
   */
  PlatformLog(@Nullable String function) {
    filter = new StreamFilter(function);
  }

  /** The executions found in {@code events}, in the order of their starts. */
  public static List<Invocation> invocations(Iterable<LogEvent> events) {
    PlatformLog log = new PlatformLog();
    events.forEach(log::add);
    return log.invocations();
  }

  /** Reads one event. */
  public void add(LogEvent event) {
    PlatformLine line = PlatformLine.parse(event.message());
    if (line != null) {
      add(line, nanos(event.timestamp()), event.stream());
    }
  }

  /** Reads one line of a stream, at nanoseconds since 1970 or {@link Run#UNKNOWN}. */
  void add(PlatformLine line, long at, String stream) {
    switch (line) {
      case Start start -> {
        Run run = begin(start.requestId(), stream);
        run.start = at;
        run.trace(start.traceId());
        run.foreign = !filter.takesExecutionOf(start.functionArn());
      }
      case End end -> run(end.requestId(), stream).end(at);
      case Report report -> report(report, at, stream);
      case TimedOut timedOut -> timedOut(timedOut, at, stream);
      case RuntimeExit exit -> run(exit.requestId(), stream).fail(at);
      case RuntimeDone done -> run(done.requestId(), stream).done(done.figures());
      case InitReport init -> rememberFailedInit(init.figures(), stream);
      case CallMark mark -> {
        // An application may print another service's ids as well, so this begins no execution.
        Run run = latestById.get(new RunKey(stream, mark.requestId()));
        if (run != null) {
          run.call = mark.call();
        }
      }
      case RestoreReport _, Other _ -> {} // REPORT repeats the one, and the other tells nothing.
    }
  }

  /** The executions found so far, in the order of their starts. */
  public List<Invocation> invocations() {
    Map<String, Integer> attempts = new HashMap<>();
    return runs.stream()
        .filter(named -> !named.run().foreign && named.run().began() != Run.UNKNOWN)
        .map(Named::invocation)
        .sorted(Comparator.comparing(Invocation::start))
        .map(run -> run.withAttempt(attempts.merge(run.requestId(), 1, Integer::sum)))
        .toList();
  }

  /** How many executions no line says the time of. */
  int undated() {
    return (int)
        runs.stream()
            .filter(named -> !named.run().foreign && named.run().began() == Run.UNKNOWN)
            .count();
  }

  private Run begin(String requestId, String stream) {
    Run run = new Run();
    Duration failedInit = failedInits.remove(stream);
    run.init = failedInit == null ? Run.UNKNOWN : failedInit.toNanos();
    runs.add(new Named(requestId, stream, run));
    latestById.put(new RunKey(stream, requestId), run);
    List<Run> open = openInStream.computeIfAbsent(stream, _ -> new ArrayList<>());
    open.removeIf(other -> other.ended);
    open.add(run);
    return run;
  }

  private Run run(String requestId, String stream) {
    Run known = latestById.get(new RunKey(stream, requestId));
    return known == null ? begin(requestId, stream) : known;
  }

  private void report(Report report, long at, String stream) {
    Run known = run(report.requestId(), stream);
    Run run = known.reported ? begin(report.requestId(), stream) : known;
    run.report(report.figures(), at);
  }

  /**
   * The line may precede END, or follow REPORT, and once came without a request id. Then it means
   * the only execution that it can; where there are several, nobody knows.
   */
  private void timedOut(TimedOut line, long at, String stream) {
    String requestId = line.requestId();
    List<Run> open = openInStream.getOrDefault(stream, List.of());
    if (requestId != null) {
      run(requestId, stream).timeOut(line.after(), at);
    } else if (open.size() == 1) {
      open.getFirst().timeOut(line.after(), at);
    }
  }

  /**
   * An initialization that failed before the first execution is not in that execution's REPORT. One
   * that failed within an execution is: it is part of the duration there.
   */
  private void rememberFailedInit(Figures figures, String stream) {
    Duration init = failedInit(figures);
    if (init != null) {
      failedInits.put(stream, init);
    }
  }

  /** The time of an initialization that failed before its execution; {@code null} of any other. */
  static @Nullable Duration failedInit(Figures figures) {
    boolean failed = figures.status() != null && figures.status() != Status.SUCCEEDED;
    return failed && "init".equals(figures.phase()) ? figures.init() : null;
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }

  private record RunKey(String stream, String requestId) {}

  private record Named(String requestId, String stream, Run run) {

    Invocation invocation() {
      return new Invocation(
          requestId,
          instant(run.began()),
          run.end == Run.UNKNOWN ? null : instant(run.end),
          duration(run.duration),
          duration(run.init),
          duration(run.billed),
          number(run.memoryMb),
          number(run.maxMemoryMb),
          run.status(),
          stream,
          1,
          run.errorType,
          run.traceId,
          run.call);
    }

    private static Instant instant(long nanos) {
      return Instant.ofEpochSecond(0, nanos);
    }

    private static @Nullable Duration duration(long nanos) {
      return nanos == Run.UNKNOWN ? null : Duration.ofNanos(nanos);
    }

    private static @Nullable Integer number(long number) {
      return number == Run.UNKNOWN ? null : Math.toIntExact(number);
    }
  }
}
