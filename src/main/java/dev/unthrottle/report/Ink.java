package dev.unthrottle.report;

import dev.unthrottle.client.Quote;

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

  /** {@code text}, visible, in that colour. */
  String paint(Tint tint, String text) {
    String visible = Quote.visible(text);
    return colour && !text.isEmpty()
        ? "\u001b[" + tint.code + "m" + visible + "\u001b[0m"
        : visible;
  }
}
