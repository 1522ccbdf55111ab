package dev.unthrottle.app.cli;

import dev.unthrottle.client.Quote;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a command talks to. Nothing that {@code err} is told can act on a terminal.
 *
 * @param in for what is read from {@code -}
 * @param out for results, and nothing else
 * @param err for progress and problems
 * @param colour whether a human being looks at {@code out} in colours
 * @param terminal whether a human being looks at {@code err}
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean colour, boolean terminal) {

  /**
   * The process's own; {@code NO_COLOR} is respected (https://no-color.org). Java can't see what
   * stderr is, so the launcher says it.
   */
  static Console system() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    return new Console(
        System.in,
        utf8(System.out),
        utf8(System.err),
        terminal && System.getenv("NO_COLOR") == null,
        terminal);
  }

  /** A result. */
  void print(String result) {
    out.print(result);
    out.flush();
  }

  /** A line of progress. */
  void say(String line) {
    err.println("unthrottle: " + Quote.visible(line));
  }

  /** A line that belongs to what was said before. */
  void detail(String line) {
    err.println("  " + Quote.visible(line));
  }

  /** What is written is UTF-8 whatever the locale says, as files and pipes expect it. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
