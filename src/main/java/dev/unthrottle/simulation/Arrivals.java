package dev.unthrottle.simulation;

/** The instants at which one caller makes its calls, one after the other. */
final class Arrivals {

  /** There are no more. */
  static final long NONE = -1;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Load load;
  private final long beginNanos;
  private final RandomStream random;
  private int made;
  private long lastNanos;

  /**
   * @param beginNanos when the load begins
   */
  Arrivals(Load load, long beginNanos, RandomStream random) {
    this.load = load;
    this.beginNanos = beginNanos;
    this.lastNanos = beginNanos;
    this.random = random;
  }

  /** When the next call is made, or {@link #NONE}. */
  long nextNanos() {
    long next =
        switch (load) {
          case Load.Spaced spaced -> next(spaced);
          case Load.Poisson poisson -> next(poisson);
        };
    made++;
    lastNanos = next;
    return next;
  }

  private long next(Load.Spaced spaced) {
    if (made == spaced.count()) {
      return NONE;
    }
    return made == 0 ? beginNanos : lastNanos + spaced.spacing().toNanos();
  }

  private long next(Load.Poisson poisson) {
    double meanNanos = NANOS_PER_SECOND / poisson.perSecond();
    double gapNanos = random.at(made, 0).nextExponential() * meanNanos;
    long next = lastNanos + Math.round(gapNanos);
    return next - beginNanos < poisson.length().toNanos() ? next : NONE;
  }
}
