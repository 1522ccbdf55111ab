package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.DurationStatistics;
import java.time.Duration;

/** Tells executions that hang from those that are a little too long for the function's timeout. */
public final class Hangs {

  /** The share of its timeout that ordinary runs may take for one that is cut off to be a hang. */
  public static final double ORDINARY = 0.5;

  private Hangs() {}

  /** Whether what was cut off is another kind of run than the ordinary ones. */
  public static boolean among(DurationStatistics runs, Duration timeout) {
    return runs.censored() > 0 && ordinary(runs).toNanos() <= timeout.toNanos() * ORDINARY;
  }

  /** What an ordinary run takes at most: nine in ten of them where few are cut off, else half. */
  public static Duration ordinary(DurationStatistics runs) {
    return rare(runs) ? runs.p90() : runs.p50();
  }

  /** Whether fewer than one in ten was cut off. */
  public static boolean rare(DurationStatistics runs) {
    return runs.censored() * 10L < runs.count();
  }
}
