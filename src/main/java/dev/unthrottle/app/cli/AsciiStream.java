package dev.unthrottle.app.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text for a terminal that can show ASCII alone, such as one under {@code LC_ALL=C}: what pictures
 * and typography are drawn with has a stand-in of the same width, and everything else is a question
 * mark.
 */
final class AsciiStream extends PrintStream {

  private static final String DRAWN = "━┄█▒╳⊘✓•·×–—−‘’“”Σ€";
  private static final String STAND_IN = "=-#:X@+*|x---''\"\"SE";

  /** In front of a stream that it closes with itself. */
  AsciiStream(PrintStream terminal) {
    super(terminal, true, StandardCharsets.US_ASCII);
  }

  @Override
  public void print(@Nullable String text) {
    super.print(ascii(String.valueOf(text)));
  }

  /** {@code text} in ASCII. */
  static String ascii(String text) {
    var ascii = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(character, ascii));
    return ascii.toString();
  }

  private static void append(int character, StringBuilder ascii) {
    int drawn = DRAWN.indexOf(character);
    if (character < 128) {
      ascii.append((char) character);
    } else if (drawn >= 0) {
      ascii.append(STAND_IN.charAt(drawn));
    } else {
      ascii.append(character == '…' ? "..." : "?");
    }
  }
}
