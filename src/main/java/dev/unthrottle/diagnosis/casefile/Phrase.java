package dev.unthrottle.diagnosis.casefile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How figures read in a sentence. */
public final class Phrase {

  private Phrase() {}

  /** {@code 6.3 s}, {@code 70 s}, {@code 340 ms}. */
  public static String of(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3);
    int decimals = duration.toSeconds() < 100 ? 1 : 0;
    return seconds.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " s";
  }

  /** In seconds to the millisecond, for sums that are to come out: {@code 3.1 s}, {@code 140 s}. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  /** {@code 1 slot}, {@code 2 slots}. */
  public static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  /** {@code 5.7 %}, {@code 0.17 %}. */
  public static String share(double share) {
    double percent = share * 100;
    return (percent >= 10 ? "%.0f %%" : percent >= 1 ? "%.1f %%" : "%.2f %%").formatted(percent);
  }
}
