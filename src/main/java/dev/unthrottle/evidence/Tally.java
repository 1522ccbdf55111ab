package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts executions one by one, each when all of its lines are known. */
final class Tally {

  /** Error types are few; should a log have more, the others are counted together. */
  private static final int ERROR_TYPES = 100;

  private static final String OTHERS = "others";

  long lines;
  private long count;
  private long succeeded;
  private long failed;
  private long timedOut;
  private long unfinished;
  private long coldStarts;
  private long billedNanos;
  private long largestMemory = Run.UNKNOWN;
  private long mostMemoryUsed = Run.UNKNOWN;
  private long undated;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private final Map<String, Long> errorTypes = new TreeMap<>();
  private final DurationHistogram durations = new DurationHistogram();
  private final DurationHistogram inits = new DurationHistogram();
  private final Spans spans = new Spans();
  private final Occupancy occupancy = new Occupancy();

  void add(Run run) {
    if (!run.foreign) {
      count(run);
    }
  }

  private void count(Run run) {
    count++;
    switch (run.status()) {
      case SUCCEEDED -> succeeded++;
      case FAILED -> failed++;
      case TIMED_OUT -> timedOut++;
      case RUNNING -> unfinished++;
    }
    if (run.duration != Run.UNKNOWN) {
      durations.add(run.duration, run.status() == Invocation.Status.TIMED_OUT);
    }
    if (run.init != Run.UNKNOWN) {
      coldStarts++;
      inits.add(run.init, false);
    }
    billedNanos += Math.max(0, run.billed);
    largestMemory = Math.max(largestMemory, run.memoryMb);
    mostMemoryUsed = Math.max(mostMemoryUsed, run.maxMemoryMb);
    String errorType = run.errorType;
    if (errorType != null) {
      String name =
          errorTypes.size() < ERROR_TYPES || errorTypes.containsKey(errorType) ? errorType : OTHERS;
      errorTypes.merge(name, 1L, Long::sum);
    }
    place(run);
  }

  /** When it held its slot. One that no line ends is there, but nobody knows for how long. */
  private void place(Run run) {
    long taken = run.slotTaken();
    if (taken == Run.UNKNOWN) {
      undated++;
      return;
    }
    firstNanos = Math.min(firstNanos, taken);
    long freed = run.slotFreed();
    lastNanos = Math.max(lastNanos, Math.max(taken, freed));
    if (freed > taken) {
      occupancy.add(taken, freed);
      spans.add(run);
    }
  }

  LogSummary summary(long bytes, int files, List<LogProblem> problems) {
    boolean dated = count > undated;
    Optional<LogSummary.Peak> peak =
        undated > 0 || !dated
            ? Optional.empty()
            : Optional.of(spans.isComplete() ? spans.peak() : occupancy.peak());
    return new LogSummary(
        files,
        bytes,
        lines,
        count,
        succeeded,
        failed,
        timedOut,
        unfinished,
        coldStarts,
        durations.statistics(),
        inits.statistics(),
        durations.isExact(),
        Duration.ofNanos(billedNanos),
        LogSummary.known(largestMemory),
        LogSummary.known(mostMemoryUsed),
        errorTypes,
        dated ? Optional.of(instant(firstNanos)) : Optional.empty(),
        dated ? Optional.of(instant(lastNanos)) : Optional.empty(),
        undated,
        peak,
        undated > 0 || !dated ? Optional.empty() : Optional.of(Suspects.in(spans)),
        problems);
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
