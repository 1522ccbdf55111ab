package dev.unthrottle.simulation;

import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on nothing but the seed, their purpose, the caller, the call and a
 * number within the call. Two runs with one seed draw the same durations for the same calls
 * whatever their clients do in between (<i>common random numbers</i>), so a comparison of two
 * clients shows the clients and not their luck.
 *
 * <p>The algorithm is SplitMix64, begun anew at each {@link #at}: Steele, Lea, Flood, <a
 * href="https://doi.org/10.1145/2660193.2660195">Fast splittable pseudorandom number
 * generators</a>, 2014; the mixing constants are David Stafford's variant 13.
 */
final class RandomStream implements RandomGenerator {

  /** What random numbers are for. */
  enum Purpose {
    ARRIVALS,
    DURATIONS,
    FAILURES,
    BACKOFFS
  }

  /** 2^64 divided by the golden ratio, made odd. */
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private final long origin;
  private long state;

  RandomStream(long seed, Purpose purpose, int caller) {
    this.origin = step(step(mix(seed), purpose.name().hashCode()), caller);
  }

  /** This stream, at the beginning of the numbers for one point in one call. */
  RandomStream at(int call, int number) {
    state = step(step(origin, call), number);
    return this;
  }

  @Override
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  private static long step(long from, int branch) {
    return mix(from + (branch + 1L) * GAMMA);
  }

  private static long mix(long z) {
    long once = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }
}
