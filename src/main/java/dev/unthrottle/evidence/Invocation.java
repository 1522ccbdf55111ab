package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution as the platform's log lines tell it.
 *
 * @param requestId the id that AWS gave it
 * @param start when its START line was written; where that is missing, {@code duration} before its
 *     REPORT
 * @param end when its END or REPORT line was written, or {@code null} while there is none
 * @param duration the handler's time, from REPORT
 * @param initDuration the cold start's time, which for SnapStart is the restore's; {@code null} for
 *     a warm start
 * @param billedDuration what is paid for
 * @param memorySizeMb configured memory
 * @param maxMemoryUsedMb used memory
 * @param status how it ended
 * @param logStream the log stream, which is one execution environment
 * @param attempt which execution of this request id it is, from 1 on: Lambda itself runs an event
 *     again that failed
 * @param errorType why it failed, {@code Runtime.ExitError}; {@code null} where no line says it
 * @param traceId its X-Ray trace; {@code null} where no line names one
 * @param call the idempotency key or payload hash that the application printed with the request id:
 *     two executions that share it serve the same call; {@code null} where no line tells
 */
public record Invocation(
    String requestId,
    Instant start,
    @Nullable Instant end,
    @Nullable Duration duration,
    @Nullable Duration initDuration,
    @Nullable Duration billedDuration,
    @Nullable Integer memorySizeMb,
    @Nullable Integer maxMemoryUsedMb,
    Status status,
    String logStream,
    int attempt,
    @Nullable String errorType,
    @Nullable String traceId,
    @Nullable String call) {

  /** The first execution of a request id, without an error type or a trace. */
  public Invocation(
      String requestId,
      Instant start,
      @Nullable Instant end,
      @Nullable Duration duration,
      @Nullable Duration initDuration,
      @Nullable Duration billedDuration,
      @Nullable Integer memorySizeMb,
      @Nullable Integer maxMemoryUsedMb,
      Status status,
      String logStream) {
    this(
        requestId,
        start,
        end,
        duration,
        initDuration,
        billedDuration,
        memorySizeMb,
        maxMemoryUsedMb,
        status,
        logStream,
        1,
        null,
        null,
        null);
  }

  Invocation withAttempt(int number) {
    return new Invocation(
        requestId,
        start,
        end,
        duration,
        initDuration,
        billedDuration,
        memorySizeMb,
        maxMemoryUsedMb,
        status,
        logStream,
        number,
        errorType,
        traceId,
        call);
  }

  /** Whether both are known to serve the same call, so that one of them is a duplicate. */
  public boolean servesSameCallAs(Invocation other) {
    return call != null && call.equals(other.call);
  }

  /** How an execution ended. */
  public enum Status {
    /** It returned, as far as the platform's lines tell: text logs don't name an exception. */
    SUCCEEDED,
    /** It raised, or its process died. */
    FAILED,
    /** The function's timeout cut it off. */
    TIMED_OUT,
    /** No line says that it has ended. */
    RUNNING;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** When it took its slot: before START, if a cold start came first. */
  public Instant slotTaken() {
    return initDuration == null ? start : start.minus(initDuration);
  }

  /** When it freed its slot, if it has. */
  public Optional<Instant> slotFreed() {
    return Optional.ofNullable(end);
  }

  /** Whether it had to wait for a new execution environment. */
  public boolean coldStart() {
    return initDuration != null;
  }
}
