package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.Figures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One execution while its lines are being read. The order in which its lines come is of no
 * consequence. Times are nanoseconds, those of the clock since 1970; {@link #UNKNOWN} where no line
 * has told them.
 */
final class Run {

  /** Not told by any line so far. */
  static final long UNKNOWN = -1;

  /** Whose it is; see {@link RequestKey}. */
  long high;

  long low;
  long stream;

  /** How many began before it in the log. */
  long number;

  long start = UNKNOWN;
  long end = UNKNOWN;
  long duration = UNKNOWN;
  long init = UNKNOWN;
  long billed = UNKNOWN;
  long memoryMb = UNKNOWN;
  long maxMemoryMb = UNKNOWN;
  boolean ended;
  boolean reported;
  @Nullable String errorType;
  @Nullable String traceId;

  /** Which call it serves, where the application says it. */
  @Nullable String call;

  /** Whether it is of a function that wasn't asked for. */
  boolean foreign;

  private Status ending = Status.SUCCEEDED;

  /** Begins anew, as a run of that request id. */
  void reset(long newHigh, long newLow, long newStream, long newNumber) {
    high = newHigh;
    low = newLow;
    stream = newStream;
    number = newNumber;
    start = UNKNOWN;
    end = UNKNOWN;
    duration = UNKNOWN;
    init = UNKNOWN;
    billed = UNKNOWN;
    memoryMb = UNKNOWN;
    maxMemoryMb = UNKNOWN;
    ended = false;
    reported = false;
    errorType = null;
    traceId = null;
    call = null;
    foreign = false;
    ending = Status.SUCCEEDED;
  }

  boolean isOf(RequestKey key) {
    return high == key.high() && low == key.low() && stream == key.stream();
  }

  /** Its END line. REPORT comes after it and has the last word. */
  void end(long at) {
    ended = true;
    end = reported ? end : at;
  }

  void report(Figures figures, long at) {
    reported(at);
    duration = figures.duration() == null ? duration : figures.duration().toNanos();
    billed = nanos(figures.billed());
    memoryMb = number(figures.memoryMb());
    maxMemoryMb = number(figures.maxMemoryMb());
    if (figures.init() != null) {
      init = figures.init().toNanos();
    } else if (figures.restore() != null) {
      init = figures.restore().toNanos();
    }
    errorType = figures.errorType() == null ? errorType : figures.errorType();
    trace(figures.traceId());
    note(figures.status());
  }

  /** Its REPORT line, whose figures are set one by one. */
  void reported(long at) {
    reported = true;
    ended = true;
    end = at;
  }

  void done(Figures figures) {
    errorType = figures.errorType() == null ? errorType : figures.errorType();
    trace(figures.traceId());
    note(figures.status());
  }

  void timeOut(Duration after, long at) {
    note(Status.TIMED_OUT);
    duration = duration == UNKNOWN ? after.toNanos() : duration;
    endsNoLaterThan(at);
  }

  void fail(long at) {
    note(Status.FAILED);
    endsNoLaterThan(at);
  }

  private void endsNoLaterThan(long at) {
    end = ended ? end : at;
    ended = true;
  }

  void trace(@Nullable String id) {
    traceId = id == null ? traceId : id;
  }

  /** Takes a status unless a graver one is known: a timeout also looks like a failure. */
  private void note(@Nullable Status status) {
    if (status != null && status.compareTo(ending) > 0) {
      ending = status;
    }
  }

  Status status() {
    return ended ? ending : Status.RUNNING;
  }

  /**
   * When it began: by its START or, where that is missing, its duration before its REPORT; {@link
   * #UNKNOWN} where no line tells.
   */
  long began() {
    if (start != UNKNOWN) {
      return start;
    }
    return end == UNKNOWN || duration == UNKNOWN ? UNKNOWN : end - duration;
  }

  /** When it took its slot: before it began, if a cold start came first. */
  long slotTaken() {
    long began = began();
    return began == UNKNOWN || init == UNKNOWN ? began : began - init;
  }

  /**
   * When it freed its slot; {@link #UNKNOWN} while no line ends it. Times of lines are cut off to
   * milliseconds, so a short execution's duration may say more.
   */
  long slotFreed() {
    return end == UNKNOWN ? UNKNOWN : Math.max(end, began() + Math.max(0, duration));
  }

  private static long nanos(@Nullable Duration duration) {
    return duration == null ? UNKNOWN : duration.toNanos();
  }

  private static long number(@Nullable Integer number) {
    return number == null ? UNKNOWN : number;
  }
}
