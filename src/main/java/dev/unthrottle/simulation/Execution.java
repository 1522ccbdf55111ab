package dev.unthrottle.simulation;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of the function; it holds its slot from start to end, whoever still listens.
 *
 * @param call the call that caused it, from 1
 * @param attempt the attempt of that call that caused it, from 1
 * @param start when it took its slot, from the timeline's origin
 * @param end when it gave the slot back, from the timeline's origin
 * @param result how it ended
 * @param requestId the id that AWS gave it, where known
 */
public record Execution(
    int call,
    int attempt,
    Duration start,
    Duration end,
    Result result,
    @Nullable String requestId) {

  /** How an execution ended. */
  public enum Result {
    /** It returned. */
    SUCCEEDED,
    /** It raised. */
    FAILED,
    /** The function's timeout cut it off. */
    TIMED_OUT,
    /** It hadn't ended when the record did. */
    RUNNING;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Refuses executions that end before they begin. */
  public Execution {
    if (end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "An execution ends after its start. Found: %s to %s".formatted(start, end));
    }
  }

  /** How long it held its slot. */
  public Duration length() {
    return end.minus(start);
  }

  /** Whether it held its slot at this time; not any more at its end. */
  public boolean holdsAt(Duration time) {
    return start.compareTo(time) <= 0 && end.compareTo(time) > 0;
  }

  /**
   * The only call of a timeline whose origin is {@code origin}: this execution as seen from there.
   */
  public Execution rebased(Duration origin) {
    return new Execution(1, attempt, start.minus(origin), end.minus(origin), result, requestId);
  }
}
