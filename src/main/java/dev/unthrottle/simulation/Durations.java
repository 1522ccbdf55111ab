package dev.unthrottle.simulation;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long executions of a function take. */
public sealed interface Durations {

  /** Always the same. */
  static Durations fixed(Duration duration) {
    return new InTurn(List.of(duration));
  }

  /** These, in turn, and again from the first. */
  static Durations inTurn(List<Duration> durations) {
    return new InTurn(durations);
  }

  /**
   * Log-normal with the given median and 99th percentile: {@code exp(ln p50 + z × (ln p99 − ln p50)
   * / 2.3263)} for a standard normal {@code z}; computed strictly, so that every machine draws the
   * same.
   */
  static Durations logNormal(Duration p50, Duration p99) {
    return new LogNormal(p50, p99);
  }

  /** Drawn at random from durations that were observed. */
  static Durations observed(List<Duration> durations) {
    return new Observed(durations);
  }

  /** As {@code usual}, but for a share of executions that never end by themselves. */
  static Durations hanging(double share, Durations usual) {
    return new Hanging(share, usual);
  }

  /** The duration of the {@code index}-th execution (from 0), in nanoseconds. */
  long drawNanos(int index, RandomGenerator random);

  /** Given durations in turn. */
  record InTurn(List<Duration> durations) implements Durations {
    /** Refuses an empty list and negative durations. */
    public InTurn {
      durations = requireDurations(durations);
    }

    @Override
    public long drawNanos(int index, RandomGenerator random) {
      return durations.get(index % durations.size()).toNanos();
    }
  }

  /** Observed durations, each as likely as any other. */
  record Observed(List<Duration> durations) implements Durations {
    /** Refuses an empty list and negative durations. */
    public Observed {
      durations = requireDurations(durations);
    }

    @Override
    public long drawNanos(int index, RandomGenerator random) {
      return durations.get(random.nextInt(durations.size())).toNanos();
    }
  }

  /** Log-normal by its median and 99th percentile. */
  record LogNormal(Duration p50, Duration p99) implements Durations {
    /** The standard normal's 99th percentile. */
    private static final double Z99 = 2.3263478740408408;

    /** Refuses percentiles that are not positive or not in order. */
    public LogNormal {
      if (!p50.isPositive() || p99.compareTo(p50) < 0) {
        throw new IllegalArgumentException(
            "A log-normal duration has 0 < p50 <= p99. Found: p50 %s, p99 %s".formatted(p50, p99));
      }
    }

    @Override
    public long drawNanos(int index, RandomGenerator random) {
      double sigma = StrictMath.log((double) p99.toNanos() / p50.toNanos()) / Z99;
      return (long) (p50.toNanos() * StrictMath.exp(sigma * random.nextGaussian()));
    }
  }

  /** Now and then one that no timeout is longer than. */
  record Hanging(double share, Durations usual) implements Durations {
    /** Longer than any timeout, and far from overflow. */
    private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 4;

    /** Refuses what is no share. */
    public Hanging {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("A share is between 0 and 1. Found: " + share);
      }
    }

    @Override
    public long drawNanos(int index, RandomGenerator random) {
      return random.nextDouble() < share ? FOR_EVER_NANOS : usual.drawNanos(index, random);
    }
  }

  private static List<Duration> requireDurations(List<Duration> durations) {
    if (durations.isEmpty() || durations.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException(
          "Durations are one or more, none negative. Found: " + durations);
    }
    return List.copyOf(durations);
  }
}
