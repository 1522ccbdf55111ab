package dev.unthrottle.simulation;

import java.time.Duration;

/** When a caller makes its calls. */
public sealed interface Load {

  /** {@code count} calls, the first at once, each {@code spacing} after the one before it. */
  static Load calls(int count, Duration spacing) {
    return new Spaced(count, spacing);
  }

  /** One call, at once. */
  static Load once() {
    return new Spaced(1, Duration.ZERO);
  }

  /** A Poisson stream of {@code perSecond} calls a second for as long as {@code length}. */
  static Load poisson(double perSecond, Duration length) {
    return new Poisson(perSecond, length);
  }

  /** From its beginning until no more calls are made. */
  Duration length();

  /** Calls at a fixed distance. */
  record Spaced(int count, Duration spacing) implements Load {
    /** Refuses no calls at all and negative spacing. */
    public Spaced {
      if (count < 1 || spacing.isNegative()) {
        throw new IllegalArgumentException(
            "A load has at least one call and no negative spacing. Found: %d, %s"
                .formatted(count, spacing));
      }
    }

    @Override
    public Duration length() {
      return spacing.multipliedBy(count - 1L);
    }
  }

  /** Calls at random, on average so many a second. */
  record Poisson(double perSecond, Duration length) implements Load {
    /** Refuses rates and lengths that are not positive. */
    public Poisson {
      if (!(perSecond > 0) || !Double.isFinite(perSecond) || !length.isPositive()) {
        throw new IllegalArgumentException(
            "A stream has a positive rate and length. Found: %s a second for %s"
                .formatted(perSecond, length));
      }
    }
  }
}
