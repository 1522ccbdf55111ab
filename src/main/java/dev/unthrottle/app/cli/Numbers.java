package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.Problem;
import dev.unthrottle.app.ProblemException;
import java.net.BindException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flags that are numbers and no part of a request. */
final class Numbers {

  private static final int HIGHEST_PORT = 65_535;

  private Numbers() {}

  static int port(@Nullable String text, int otherwise, Findings findings) {
    return (int) number("--port", text, 0, HIGHEST_PORT, otherwise, findings);
  }

  /** What becomes of a command that can't listen at {@code port}. */
  static ProblemException taken(int port, BindException e) {
    String why = String.valueOf(e.getMessage());
    var finding =
        new Problem.Finding(
            "--port",
            "Nothing can listen there: %s. Choose another port; 0 is any free one.".formatted(why),
            String.valueOf(port));
    return new ProblemException(
        new Problem(Problem.Kind.INVALID_REQUEST, finding.rule(), List.of(finding)));
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
