package dev.unthrottle.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the JSON that users send, and says where it isn't any. */
public final class JsonTree {

  private JsonTree() {}

  /**
   * The one JSON value that {@code text} is.
   *
   * @throws ProblemException if it isn't one; the message says where
   */
  public static JsonNode parse(String text) {
    try (JsonParser parser = JsonValues.PARSERS.createParser(text)) {
      if (parser.nextToken() == null) {
        throw malformed("It is empty.");
      }
      JsonNode value = JsonValues.read(parser);
      if (parser.nextToken() != null) {
        throw malformed("Something follows the JSON value" + place(parser) + ".");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(sentence(e));
    } catch (IOException e) {
      throw new UncheckedIOException("A string can always be read", e);
    }
  }

  private static ProblemException malformed(String what) {
    return new ProblemException(Problem.of(Problem.Kind.MALFORMED_JSON, what));
  }

  private static String sentence(JsonProcessingException e) {
    var at = e.getLocation();
    String where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    return e.getOriginalMessage() + where + ".";
  }

  private static String place(JsonParser parser) {
    var at = parser.currentTokenLocation();
    return " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
