package dev.unthrottle.app.cli;

import dev.unthrottle.client.Quote;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** What the pictures are drawn with; a terminal that lacks one of them gets none. */
  private static final String DRAWN = "━┄█▒╳⊘✓•·×…";

  /**
   * The process's own. Java can't see what stderr is, so the launcher says it. A terminal whose
   * locale can't show what pictures are drawn with gets ASCII.
   */
  static Console system() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    boolean terminalErr = Boolean.getBoolean("unthrottle.stderr.terminal");
    return new Console(
        System.in,
        shown(System.out, terminal),
        shown(System.err, terminalErr),
        terminal && allowsColour(System.getenv()),
        terminalErr);
  }

  /**
   * Whether a terminal is to be given colours: not if {@code NO_COLOR} is set to anything
   * (https://no-color.org), and not if it is a dumb one.
   */
  static boolean allowsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
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
  private static PrintStream shown(PrintStream stream, boolean terminal) {
    PrintStream utf8 = new PrintStream(stream, true, StandardCharsets.UTF_8);
    return terminal && !drawable(System.getProperty("native.encoding"))
        ? new AsciiStream(utf8)
        : utf8;
  }

  /** Whether a terminal of this encoding can show the pictures. */
  static boolean drawable(@Nullable String encoding) {
    return encoding == null
        || encoding.equals("UTF-8")
        || (Charset.isSupported(encoding)
            && Charset.forName(encoding).newEncoder().canEncode(DRAWN));
  }
}
