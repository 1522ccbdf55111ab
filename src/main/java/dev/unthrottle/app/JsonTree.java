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
      return document(parser, text);
    } catch (IOException e) {
      throw new UncheckedIOException("A string can always be read", e);
    }
  }

  private static JsonNode document(JsonParser parser, String text) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw malformed("It is empty.");
      }
      JsonNode value = JsonValues.read(parser);
      if (parser.nextToken() != null) {
        throw malformed(place(parser) + ": something follows the JSON value.");
      }
      return value;
    } catch (JsonValues.RepeatedNameException e) {
      throw malformed(
          "%s: the name \"%s\" stands twice in its object.".formatted(place(parser), e.name()));
    } catch (JsonProcessingException e) {
      throw malformed(JsonMistake.sentence(text, parser, e));
    }
  }

  private static ProblemException malformed(String what) {
    return new ProblemException(Problem.of(Problem.Kind.MALFORMED_JSON, what));
  }

  private static String place(JsonParser parser) {
    return JsonMistake.place(parser.currentTokenLocation());
  }
}
