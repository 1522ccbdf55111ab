package dev.unthrottle.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as the platform prints them, without the detour over floating point. */
final class Decimal {

  /** Digits after the point that a nanosecond can hold when a second is printed. */
  private static final int SCALE = 9;

  private static final long ONE = 1_000_000_000L;

  /** Longer numbers than this many digits before the point don't fit, and no log has them. */
  private static final int LONGEST = 9;

  private Decimal() {}

  /** Milliseconds, {@code 1655.10}; {@code null} if it is no number. */
  static @Nullable Duration millis(String text) {
    Long scaled = scaled(text);
    return scaled == null ? null : Duration.ofNanos(scaled / 1_000);
  }

  /** Seconds, {@code 3.00}; {@code null} if it is no number. */
  static @Nullable Duration seconds(String text) {
    Long scaled = scaled(text);
    return scaled == null ? null : Duration.ofNanos(scaled);
  }

  /** A whole number, {@code 128}; {@code null} if it is none. */
  static @Nullable Integer integer(String text) {
    Long scaled = scaled(text);
    return scaled == null || scaled % ONE != 0 ? null : (int) (scaled / ONE);
  }

  /** The number times 10⁹; digits after the ninth are cut off. */
  private static @Nullable Long scaled(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    if (whole == 0 || whole > LONGEST || point == text.length() - 1) {
      return null;
    }
    long value = 0;
    int decimals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == point) {
        continue;
      }
      if (c < '0' || c > '9') {
        return null;
      }
      if (i < whole || decimals < SCALE) {
        value = value * 10 + (c - '0');
        decimals += i < whole ? 0 : 1;
      }
    }
    for (; decimals < SCALE; decimals++) {
      value *= 10;
    }
    return value;
  }
}
