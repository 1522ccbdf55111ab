package dev.unthrottle.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 60s}, {@code 1500ms}, {@code 1.5s}, {@code 2m}, {@code
 * 24h}, {@code 7d}, or ISO-8601 ({@code PT1M30S}). A bare number is refused, because nobody can
 * know its unit.
 */
public final class DurationText {

  /** The units, the longest first. */
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  /** A hundred years: the sum of a few such is still a {@code long} of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(-?\\d{1,40}(?:\\.\\d{1,40})?)(\\p{L}*)");
  private static final Pattern ISO = Pattern.compile("[-+]?[Pp].*");

  private DurationText() {}

  /** A text isn't a duration. */
  public static final class Malformed extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String rule;

    private Malformed(String rule, String text, @Nullable Throwable cause) {
      super(rule + ". Found: " + Quote.of(text), cause);
      this.rule = rule;
    }

    /** The rule that it breaks, as a sentence without its full stop. */
    public String rule() {
      return rule;
    }
  }

  /**
   * The duration that {@code text} says, exactly; it may be zero or negative.
   *
   * @throws Malformed if it isn't one; the message says what is wrong with it
   */
  public static Duration parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      if (ISO.matcher(text).matches()) {
        return iso(text);
      }
      throw malformed(text, null);
    }
    Duration unit = UNITS.get(matcher.group(2));
    if (unit == null) {
      throw new Malformed(unitRule(matcher.group(1), matcher.group(2)), text, null);
    }
    return of(new BigDecimal(matcher.group(1)), unit, text);
  }

  /**
   * How people write {@code duration}, to the millisecond: {@code 90s}, {@code 50ms}, {@code 24h};
   * in the longest unit of which it is a whole number above one.
   */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    for (var unit : UNITS.entrySet()) {
      long length = unit.getValue().toMillis();
      boolean few = Math.abs(millis) <= length && length > 1_000;
      if (!few && millis % length == 0) {
        return millis / length + unit.getKey();
      }
    }
    return millis + "ms";
  }

  private static String unitRule(String number, String unit) {
    return unit.isEmpty()
        ? "A duration carries its unit, because nobody can know it: write %ss or %sms"
            .formatted(number, number)
        : "The unit of a duration is one of ms, s, m, h and d, in small letters";
  }

  private static Duration of(BigDecimal number, Duration unit, String text) {
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit.toNanos())).stripTrailingZeros();
    if (nanos.abs().compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
      throw tooLong(text, null);
    }
    if (nanos.scale() > 0) {
      throw new Malformed("A duration is a whole number of nanoseconds", text, null);
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static Duration iso(String text) {
    try {
      Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
      // Negated, not abs(): the shortest Duration of all has no positive counterpart.
      if (duration.compareTo(LONGEST) <= 0 && duration.compareTo(LONGEST.negated()) >= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // It has a cause where a number overflows.
      throw e.getCause() == null ? malformed(text, e) : tooLong(text, e);
    }
    throw tooLong(text, null);
  }

  private static Malformed malformed(String text, @Nullable Exception cause) {
    return new Malformed(
        "A duration is a number with its unit, such as 60s, 1500ms, 1.5s, 2m, 24h, 7d or PT1M30S",
        text,
        cause);
  }

  private static Malformed tooLong(String text, @Nullable Exception cause) {
    return new Malformed("A duration is at most 100 years", text, cause);
  }
}
