package dev.unthrottle.app.cli.template;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a template; {@code null} for what isn't one. */
final class Texts {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

  private Texts() {}

  static @Nullable Integer slots(String text) {
    return WHOLE_NUMBER.matcher(text).matches() ? Integer.valueOf(text) : null;
  }

  static @Nullable Duration seconds(String text) {
    Integer number = slots(text);
    return number == null || number == 0 ? null : Duration.ofSeconds(number);
  }

  static @Nullable Duration secondsOrZero(String text) {
    Integer number = slots(text);
    return number == null ? null : Duration.ofSeconds(number);
  }

  static @Nullable Duration millis(String text) {
    Integer number = slots(text);
    return number == null || number == 0 ? null : Duration.ofMillis(number);
  }
}
