package dev.unthrottle.evidence;

/** A place in a text, and the few ways to move on from it. */
final class TextCursor {

  private final String text;
  private int at;

  TextCursor(String text) {
    this.text = text;
  }

  char next() {
    return text.charAt(at);
  }

  /** Whether exactly {@code expected} follows. */
  boolean sees(String expected) {
    return text.startsWith(expected, at);
  }

  /** Passes {@code expected}, if exactly that follows. */
  boolean take(String expected) {
    if (!sees(expected)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  /** Everything up to the next blank, tab or line end; may be empty. */
  String token() {
    int from = at;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return text.substring(from, at);
  }

  /** Everything up to the next of two characters, or to the end. */
  String until(char one, char other) {
    int from = at;
    while (at < text.length() && text.charAt(at) != one && text.charAt(at) != other) {
      at++;
    }
    return text.substring(from, at);
  }

  /** Passes blanks, tabs and line ends. */
  void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  /** Passes blanks, tabs and line ends; {@code true} if nothing else is left. */
  boolean atEnd() {
    skipBlanks();
    return at == text.length();
  }
}
