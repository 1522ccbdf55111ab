package dev.unthrottle.client;

/** Texts from outside as messages and reports may show them: nothing in them acts on a terminal. */
public final class Quote {

  /** Longer values are cut off here: a message is read by a person. */
  private static final int LONGEST = 120;

  private Quote() {}

  /**
   * A value that a message quotes: visible, in quotation marks where it is blank or begins or ends
   * with a blank, and cut off after 120 characters, with its length.
   */
  public static String of(String value) {
    if (value.length() > LONGEST) {
      return visible(value.substring(0, LONGEST)) + "… (%,d characters)".formatted(value.length());
    }
    String shown = visible(value);
    return value.equals(value.strip()) && !value.isEmpty() ? shown : "\"" + shown + "\"";
  }

  /**
   * {@code text} with an escape such as <code>&#92;u0007</code> for every character that moves the
   * cursor, begins an escape sequence, turns the direction of reading or can't be seen.
   */
  public static String visible(String text) {
    if (text.codePoints().noneMatch(Quote::acts)) {
      return text;
    }
    var visible = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(character -> append(character, visible));
    return visible.toString();
  }

  private static void append(int character, StringBuilder visible) {
    switch (character) {
      case '\n' -> visible.append("\\n");
      case '\r' -> visible.append("\\r");
      case '\t' -> visible.append("\\t");
      default -> {
        if (acts(character)) {
          for (char unit : Character.toChars(character)) {
            visible.append("\\u%04x".formatted((int) unit));
          }
        } else {
          visible.appendCodePoint(character);
        }
      }
    }
  }

  private static boolean acts(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
