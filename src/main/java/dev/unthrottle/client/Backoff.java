package dev.unthrottle.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff between attempts: before retry {@code r} (the first is 1) a client waits
 * {@code jitter(min(cap, base × factor^(r-1)))}.
 *
 * @param base the ceiling before the first retry; zero is no backoff
 * @param factor growth from retry to retry, at least 1
 * @param cap the highest ceiling, or {@code null} for none
 * @param jitter how the ceiling is randomized
 */
public record Backoff(Duration base, double factor, @Nullable Duration cap, Jitter jitter) {

  /** Refuses negative durations and a shrinking backoff. */
  public Backoff {
    if (base.isNegative() || (cap != null && cap.isNegative())) {
      throw new IllegalArgumentException(
          "A backoff must not be negative. Found: base %s, cap %s".formatted(base, cap));
    }
    if (!(factor >= 1)) {
      throw new IllegalArgumentException("A backoff must not shrink. Found: factor " + factor);
    }
  }

  /**
   * The wait before retry {@code retry} (from 1), for a random number {@code drawn} from [0, 1).
   */
  public long delayNanos(int retry, double drawn) {
    return (long) (ceilingNanos(retry) * jitter.share(drawn));
  }

  /** The longest wait before retry {@code retry}, itself excluded where the jitter is random. */
  public Duration longest(int retry) {
    return Duration.ofNanos((long) (ceilingNanos(retry) * jitter.share(1)));
  }

  /** The shortest wait before retry {@code retry}. */
  public Duration shortest(int retry) {
    return Duration.ofNanos(delayNanos(retry, 0));
  }

  private double ceilingNanos(int retry) {
    double uncapped = base.toNanos() * Math.pow(factor, retry - 1);
    return cap == null ? uncapped : Math.min(uncapped, (double) cap.toNanos());
  }
}
