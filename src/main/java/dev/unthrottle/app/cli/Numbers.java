package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import org.jspecify.annotations.Nullable;

/** Flags that are numbers and no part of a request. */
final class Numbers {

  private static final int HIGHEST_PORT = 65_535;

  private Numbers() {}

  static int port(@Nullable String text, int otherwise, Findings findings) {
    return (int) number("--port", text, 0, HIGHEST_PORT, otherwise, findings);
  }

  static long seed(@Nullable String text, Findings findings) {
    return number("--seed", text, Long.MIN_VALUE, Long.MAX_VALUE, 1, findings);
  }

  private static long number(
      String flag,
      @Nullable String text,
      long least,
      long most,
      long otherwise,
      Findings findings) {
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    findings.add(flag, "This is a whole number from %d to %d.".formatted(least, most), text);
    return otherwise;
  }
}
