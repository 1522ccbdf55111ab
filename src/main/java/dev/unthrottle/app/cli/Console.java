package dev.unthrottle.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What a command talks to.
 *
 * @param in for what is read from {@code -}
 * @param out for results, and nothing else
 * @param err for progress and problems
 * @param colour whether a human being looks at {@code out} in colours
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean colour) {

  /** The process's own; {@code NO_COLOR} is respected (https://no-color.org). */
  static Console system() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    return new Console(
        System.in, System.out, System.err, terminal && System.getenv("NO_COLOR") == null);
  }

  /** A line of progress. */
  void say(String line) {
    err.println("unthrottle: " + line);
  }
}
