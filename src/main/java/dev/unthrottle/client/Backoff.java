package dev.unthrottle.client;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff between attempts: before retry {@code r} (the first is 1) a client waits
 * {@code jitter(base × factor^(r-1))}, and a cap bounds that in the way of {@link Capping}.
 *
 * @param base the ceiling before the first retry; zero is no backoff
 * @param factor growth from retry to retry, at least 1
 * @param cap the highest ceiling, or {@code null} for none
 * @param jitter how the ceiling is randomized
 * @param capping what the cap bounds
 * @param firstRetry whether the first retry waits like the others, or not at all
 */
public record Backoff(
    Duration base,
    double factor,
    @Nullable Duration cap,
    Jitter jitter,
    Capping capping,
    FirstRetry firstRetry) {

  /** Where a cap cuts in. */
  public enum Capping {
    /** The ceiling is capped, then randomized: {@code jitter(min(cap, x))}. */
    BEFORE_JITTER,
    /** What was drawn is capped: {@code min(cap, jitter(x))}. */
    AFTER_JITTER,
    /** From a ceiling above the cap on, the wait is the cap itself, without jitter. */
    INSTEAD_OF_JITTER,
    /** What was drawn above the cap is drawn anew, from half the cap up to the cap. */
    REDRAWN
  }

  /** How the first retry begins. */
  public enum FirstRetry {
    /** After a wait like every other. */
    WAITS,
    /** At once; the second one waits what is due to the second. */
    AT_ONCE
  }

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

  /** A backoff whose ceiling is capped, as most are, and that waits before every retry. */
  public Backoff(Duration base, double factor, @Nullable Duration cap, Jitter jitter) {
    this(base, factor, cap, jitter, Capping.BEFORE_JITTER, FirstRetry.WAITS);
  }

  /**
   * The wait before retry {@code retry} (from 1), for a random number {@code drawn} from [0, 1).
   */
  public long delayNanos(int retry, double drawn) {
    if (retry == 1 && firstRetry == FirstRetry.AT_ONCE) {
      return 0;
    }
    double ceiling = base.toNanos() * Math.pow(factor, retry - 1);
    if (cap == null) {
      return (long) (ceiling * jitter.share(drawn));
    }
    return (long) capped(ceiling, (double) cap.toNanos(), drawn);
  }

  private double capped(double ceiling, double highest, double drawn) {
    return switch (capping) {
      case BEFORE_JITTER -> Math.min(ceiling, highest) * jitter.share(drawn);
      case AFTER_JITTER -> Math.min(ceiling * jitter.share(drawn), highest);
      case INSTEAD_OF_JITTER -> ceiling > highest ? highest : ceiling * jitter.share(drawn);
      case REDRAWN -> {
        double wait = ceiling * jitter.share(drawn);
        yield wait > highest ? highest * Jitter.EQUAL.share(drawn) : wait;
      }
    };
  }

  /** Whether a wait before retry {@code retry} can be too long and drawn anew. */
  private boolean mayBeRedrawn(int retry) {
    return capping == Capping.REDRAWN
        && cap != null
        && base.toNanos() * Math.pow(factor, retry - 1) * jitter.share(1) > cap.toNanos();
  }

  /** The longest wait before retry {@code retry}, itself excluded where the jitter is random. */
  public Duration longest(int retry) {
    return Duration.ofNanos(delayNanos(retry, 1));
  }

  /** The shortest wait before retry {@code retry}. */
  public Duration shortest(int retry) {
    Duration first = Duration.ofNanos(delayNanos(retry, 0));
    if (cap == null || !mayBeRedrawn(retry)) {
      return first;
    }
    Duration anew = Duration.ofNanos((long) (cap.toNanos() * Jitter.EQUAL.share(0)));
    return anew.compareTo(first) < 0 ? anew : first;
  }

  /** The formula in words and numbers: {@code random(0–1) × min(20s, 50ms × 2^(retry-1))}. */
  public String formula() {
    String growth = DurationText.format(base) + (factor == 1 ? "" : " × " + growthFactor());
    String wait = cap == null ? jitter.times(growth) : capped(growth, DurationText.format(cap));
    return firstRetry == FirstRetry.WAITS ? wait : wait + ", the first retry at once";
  }

  private String growthFactor() {
    return new BigDecimal(factor).stripTrailingZeros().toPlainString() + "^(retry-1)";
  }

  private String capped(String growth, String highest) {
    return switch (capping) {
      case BEFORE_JITTER -> jitter.times("min(%s, %s)".formatted(highest, growth));
      case AFTER_JITTER -> "min(%s, %s)".formatted(highest, jitter.times(growth));
      case INSTEAD_OF_JITTER ->
          "%s, but exactly %s once the ceiling is above it"
              .formatted(jitter.times(growth), highest);
      case REDRAWN ->
          "%s, but %s once that is above it"
              .formatted(jitter.times(growth), Jitter.EQUAL.times(highest));
    };
  }
}
