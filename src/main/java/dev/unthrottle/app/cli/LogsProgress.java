package dev.unthrottle.app.cli;

import dev.unthrottle.evidence.LogProgress;
import java.io.PrintStream;

/**
 * A bar on stderr that shows how much of the logs is read; drawn anew for each percent, and only
 * where somebody looks at it. Called by one thread at a time.
 */
final class LogsProgress implements LogProgress {

  private static final int WIDTH = 40;
  private static final String LINE_START = "\r\u001b[K";

  private final PrintStream err;
  private long shown = -1;

  private LogsProgress(PrintStream err) {
    this.err = err;
  }

  /** A bar where {@code console} is a terminal, else nothing. */
  static LogProgress on(Console console) {
    return console.terminal() ? new LogsProgress(console.err()) : NONE;
  }

  /** Takes the bar away. */
  static void clear(LogProgress progress) {
    if (progress instanceof LogsProgress bar && bar.shown >= 0) {
      bar.err.print(LINE_START);
      bar.err.flush();
    }
  }

  @Override
  public void read(long read, long all) {
    long step = all > 0 ? Math.min(100, 100 * read / all) : read >> 24;
    if (step != shown) {
      shown = step;
      err.print(LINE_START + (all > 0 ? bar((int) step) : (read >> 20) + " MB read"));
      err.flush();
    }
  }

  private static String bar(int percent) {
    int full = percent * WIDTH / 100;
    return "reading %s%s %3d %%".formatted("━".repeat(full), "┄".repeat(WIDTH - full), percent);
  }
}
