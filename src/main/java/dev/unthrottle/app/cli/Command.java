package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import java.io.IOException;

/** One command of the command line. */
interface Command {

  /**
   * Does it.
   *
   * @param findings what is wrong with the flags so far
   * @return the exit code
   */
  int run(Console console, Findings findings) throws IOException, InterruptedException;

  /** The flag that a place in the request document came from; the place itself by default. */
  default String flag(String pointer) {
    return pointer;
  }
}
