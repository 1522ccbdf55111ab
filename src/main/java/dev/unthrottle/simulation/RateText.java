package dev.unthrottle.simulation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rates of calls as people write them: {@code 5/s}, {@code 0.5/s}, {@code 30/min} or {@code 10/h}.
 */
public final class RateText {

  /** What a rate is, for the messages of whoever asks for one. */
  public static final String RULE = "a rate above zero, such as 0.5/s, 30/min or 10/h";

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)/(s|min|h)");

  private RateText() {}

  /**
   * The calls a second that {@code text} says; above zero.
   *
   * @throws IllegalArgumentException if it isn't a rate; {@code 30/m} is none, since nobody can
   *     know whether it means a minute or a month
   */
  public static double perSecond(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (number == 0) {
      throw new IllegalArgumentException("This is " + RULE + ". Found: " + text);
    }
    return number
        / switch (matcher.group(2)) {
          case "s" -> 1;
          case "min" -> 60;
          default -> 3600;
        };
  }
}
