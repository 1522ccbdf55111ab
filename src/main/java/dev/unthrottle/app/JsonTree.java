package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
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

  /** Of what can't be read, a message quotes so many characters. */
  private static final int LONGEST_QUOTE = 60;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .errorReportConfiguration(
              ErrorReportConfiguration.builder().maxErrorTokenLength(LONGEST_QUOTE).build())
          .build();

  private JsonTree() {}

  /**
   * The one JSON value that {@code text} is.
   *
   * @throws ProblemException if it isn't one; the message says where
   */
  public static JsonNode parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw malformed("It is empty.");
      }
      JsonNode value = value(parser);
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
          throw malformed("No value begins" + place(parser) + ".");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
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
