package dev.unthrottle.sweep;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws what a scenario says, in the notation of scenario files. */
final class Draw {

  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Whether something happens that has this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  int whole(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  double uniform(double least, double most) {
    return random.nextDouble(least, most);
  }

  /** A number whose order of magnitude is drawn: 1 to 10 as often as 10 to 100. */
  double magnitude(double least, double most) {
    return Math.exp(random.nextDouble(Math.log(least), Math.log(most)));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Seconds as a duration, {@code 1500ms}; at least one millisecond. */
  static String duration(double seconds) {
    return "%dms".formatted(Math.max(1, Math.round(seconds * 1000)));
  }

  /** A rate, {@code 12.5/h}. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.3f/h", Math.max(0.001, perSecond * 3600));
  }

  /** A share from 0 to 1, {@code 0.25}. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
