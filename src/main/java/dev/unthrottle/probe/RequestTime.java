package dev.unthrottle.probe;

import dev.unthrottle.evidence.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long one answered attempt took, from when its request was about to be sent.
 *
 * @param firstByte until the head of the answer was there; {@code null} if that wasn't measured
 * @param total until all of the answer was there
 * @param start what the function had to do first
 */
public record RequestTime(@Nullable Duration firstByte, Duration total, Start start) {

  /** How an execution began. */
  public enum Start {
    /** An execution environment was initialised for it: its REPORT tells an Init Duration. */
    COLD,
    /** It found an execution environment: its REPORT tells no Init Duration. */
    WARM,
    /** The logs don't show its REPORT. */
    UNKNOWN;

    static Start of(@Nullable Invocation execution) {
      if (execution == null || execution.duration() == null) {
        return UNKNOWN;
      }
      return execution.initDuration() == null ? WARM : COLD;
    }
  }
}
