package dev.unthrottle.report;

import dev.unthrottle.client.Quote;
import java.util.regex.Pattern;

/**
 * Colours a text for a terminal, or leaves it alone.
 *
 * @param colour whether to
 */
record Ink(boolean colour) {

  /** ANSI colours (ECMA-48, select graphic rendition). */
  enum Tint {
    BOLD(1),
    DIM(2),
    RED(31),
    GREEN(32),
    YELLOW(33),
    CYAN(36);

    private final int code;

    Tint(int code) {
      this.code = code;
    }
  }

  /** Marks of a drawn timeline, and what each means. */
  private enum Mark {
    BAD("[╳⊘!]", Tint.RED),
    UNHEARD("▒+", Tint.YELLOW),
    GOOD("✓", Tint.GREEN);

    private final Pattern glyphs;
    private final Tint tint;

    Mark(String glyphs, Tint tint) {
      this.glyphs = Pattern.compile(glyphs);
      this.tint = tint;
    }
  }

  /** A line of a drawn timeline, with its marks in colour. */
  String drawing(String line) {
    String drawn = line;
    for (Mark mark : Mark.values()) {
      drawn = mark.glyphs.matcher(drawn).replaceAll(found -> paint(mark.tint, found.group()));
    }
    return drawn;
  }

  /** {@code text}, visible, in that colour. */
  String paint(Tint tint, String text) {
    String visible = Quote.visible(text);
    return colour && !text.isEmpty()
        ? "\u001b[" + tint.code + "m" + visible + "\u001b[0m"
        : visible;
  }
}
