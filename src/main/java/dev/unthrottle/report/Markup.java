package dev.unthrottle.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG. Every text and every attribute goes through {@link #escape}, so nothing that
 * was read from AWS or from a user can become markup.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Replaces the five characters that mean something in HTML, and those that mustn't be in a page.
   */
  static String escape(String text) {
    var escaped = new StringBuilder(text.length());
    text.codePoints().forEach(character -> escape(character, escaped));
    return escaped.toString();
  }

  private static void escape(int character, StringBuilder escaped) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(forbidden(character) ? 0xFFFD : character);
    }
  }

  /**
   * What XML forbids, and what makes a text look other than it is: controls, halves of pairs, and
   * marks that turn the direction of what follows.
   */
  private static boolean forbidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
      case Character.SURROGATE -> true;
      case Character.FORMAT -> character != 0x200D; // joins emoji and letters
      default -> (character & 0xFFFE) == 0xFFFE;
    };
  }

  /** Opens an element; {@code attributes} are names and values in turn. */
  Markup open(String element, Object... attributes) {
    tag(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends a line, for those who read the source. */
  Markup line() {
    out.append('\n');
    return this;
  }

  Markup text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Takes over a resource of the artifact as it is; never anything that was read or given. */
  Markup trusted(String resource) {
    out.append(resource);
    return this;
  }

  /** An element with nothing but a text. */
  Markup element(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element without content. */
  Markup empty(String element, Object... attributes) {
    tag(element, attributes).append("/>");
    return this;
  }

  /** Takes over what another of these has written. */
  Markup add(Markup other) {
    out.append(other);
    return this;
  }

  private StringBuilder tag(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(attributes[i + 1].toString())).append('"');
    }
    return out;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Not closed: " + open);
    }
    return out.toString();
  }
}
