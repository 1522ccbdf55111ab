package dev.unthrottle.client;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 60s}, {@code 1500ms}, {@code 2m}, {@code 1h}, or ISO-8601
 * ({@code PT1M30S}). A bare number is refused, because nobody can know its unit.
 */
public final class DurationText {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?\\d{1,12})(ms|s|m|h)");

  private DurationText() {}

  /**
   * The duration that {@code text} says; it may be zero or negative.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  public static Duration parse(String text) {
    Matcher numberAndUnit = NUMBER_AND_UNIT.matcher(text);
    if (numberAndUnit.matches()) {
      return of(Long.parseLong(numberAndUnit.group(1)), numberAndUnit.group(2));
    }
    try {
      return Duration.parse(text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "A duration carries its unit, such as 60s, 1500ms, 2m or PT1M30S. Found: " + text, e);
    }
  }

  /** The shortest way to write {@code duration}, to the millisecond: {@code 90s}, {@code 50ms}. */
  public static String format(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
