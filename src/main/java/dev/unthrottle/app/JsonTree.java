package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads JSON into a tree, straight from the parser: an {@code ObjectMapper} would cost a quarter of
 * a second of a cold start. Names that occur twice are refused, since one of them would be ignored.
 */
public final class JsonTree {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /**
   * The one JSON value that {@code text} is.
   *
   * @throws ProblemException if it isn't one; the message says where
   */
  public static JsonNode parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
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
      JsonNode value = value(parser);
      if (parser.nextToken() != null) {
        throw malformed(place(parser) + ": something follows the JSON value.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(JsonMistake.sentence(text, parser, e));
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> instance.textNode(parser.getText());
      case VALUE_NUMBER_INT -> instance.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> instance.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> instance.booleanNode(true);
      case VALUE_FALSE -> instance.booleanNode(false);
      case VALUE_NULL -> instance.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw malformed(place(parser) + ": no value begins here.");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (object.has(name)) {
        throw malformed(
            "%s: the name \"%s\" stands twice in its object.".formatted(place(parser), name));
      }
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static ProblemException malformed(String what) {
    return new ProblemException(Problem.of(Problem.Kind.MALFORMED_JSON, what));
  }

  private static String place(JsonParser parser) {
    return JsonMistake.place(parser.currentTokenLocation());
  }
}
