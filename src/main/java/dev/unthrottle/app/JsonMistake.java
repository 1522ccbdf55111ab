package dev.unthrottle.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/**
 * Where a text stops being JSON, and what is expected there. The parser's own words are left out:
 * they tell how the parser works.
 */
final class JsonMistake {

  private final String text;
  private final JsonParser parser;

  /** The index of the first character that is wrong; the text's length, if it ends too early. */
  private final int at;

  private JsonMistake(String text, JsonParser parser, int at) {
    this.text = text;
    this.parser = parser;
    this.at = at;
  }

  /** The sentence about {@code refusal}, which {@code parser} met in {@code text}. */
  static String sentence(String text, JsonParser parser, JsonProcessingException refusal) {
    JsonLocation location = refusal.getLocation();
    if (refusal instanceof StreamConstraintsException || location == null) {
      return place(parser.currentLocation()) + ": " + limit(parser);
    }
    boolean ends = refusal instanceof JsonEOFException;
    int at = ends ? text.length() : Math.clamp(location.getCharOffset(), 0, text.length());
    return place(location) + ": " + new JsonMistake(text, parser, at).sentence();
  }

  /** {@code "Line 1, column 2"}, both counted from 1. */
  static String place(JsonLocation location) {
    return "Line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String limit(JsonParser parser) {
    StreamReadConstraints limits = parser.streamReadConstraints();
    return parser.getParsingContext().getNestingDepth() >= limits.getMaxNestingDepth()
        ? "lists and objects are nested at most %d deep.".formatted(limits.getMaxNestingDepth())
        : "a number has at most %d digits, and a name at most %d characters."
            .formatted(limits.getMaxNumberLength(), limits.getMaxNameLength());
  }

  private String sentence() {
    if (isInsideText()) {
      return ruleInsideText();
    }
    if (at > 0 && isControl(text.charAt(at - 1))) {
      return "a control character stands before this.";
    }
    if (at > 0 && at < text.length() && isOfNumber(text.charAt(at - 1))) {
      return "a number is written as 12, -1.5 or 1e3.";
    }
    String found = at == text.length() ? "the end" : Character.toString(text.codePointAt(at));
    return "%s stands where %s is expected.".formatted(found, expected());
  }

  /** Whether it may stand nowhere in JSON; the parser has gone past it when it complains. */
  private static boolean isControl(char character) {
    return character < ' ' && !Character.isWhitespace(character);
  }

  /** Whether a quotation mark was opened before, and not closed. */
  private boolean isInsideText() {
    boolean inside = false;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '"') {
        inside = !inside;
      } else if (inside && text.charAt(i) == '\\') {
        i++;
      }
    }
    return inside;
  }

  private String ruleInsideText() {
    if (at == text.length()) {
      return "a text isn't closed with a quotation mark.";
    }
    return text.charAt(at) < ' '
        ? "in a text, line breaks and control characters are written as escapes such as \\n."
        : "in a text, a backslash stands before one of \" \\ / b f n r t, or u and four hex digits.";
  }

  private String expected() {
    return switch (previous()) {
      case null -> "a value";
      case '{' -> "a name in quotation marks or }";
      case '[' -> "a value or ]";
      case ':' -> "a value";
      case ',' -> parser.getParsingContext().inObject() ? "a name in quotation marks" : "a value";
      default -> afterNameOrValue();
    };
  }

  private String afterNameOrValue() {
    if (parser.getParsingContext().inRoot()) {
      return "the end";
    }
    if (parser.getParsingContext().inArray()) {
      return "a comma or ]";
    }
    return parser.currentToken() == JsonToken.FIELD_NAME ? "a colon" : "a comma or }";
  }

  private static boolean isOfNumber(char character) {
    return Character.isDigit(character) || "+-.eE".indexOf(character) >= 0;
  }

  /** The last character before that isn't white space, if there is one. */
  private @Nullable Character previous() {
    String before = text.substring(0, at).stripTrailing();
    return before.isEmpty() ? null : (Character) before.charAt(before.length() - 1);
  }
}
