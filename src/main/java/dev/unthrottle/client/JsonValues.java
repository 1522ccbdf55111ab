package dev.unthrottle.client;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON values as trees, straight from the parser: making an {@code ObjectMapper} would take
 * longer than all the reading of a cold start. Names that occur twice in an object are refused,
 * since one of them would be ignored.
 */
public final class JsonValues {

  /** Makes parsers for {@link #read}. */
  public static final JsonFactory PARSERS = new JsonFactory();

  /** An object has a name twice. */
  public static final class RepeatedNameException extends JsonParseException {

    private static final long serialVersionUID = 1;

    private final String name;

    private RepeatedNameException(JsonParser parser, String name) {
      super(parser, "The name %s stands twice in its object".formatted(name));
      this.name = name;
    }

    /** The name. */
    public String name() {
      return name;
    }
  }

  private JsonValues() {}

  /**
   * The value that begins at the parser's current token; its last token is current afterwards.
   *
   * @throws RepeatedNameException if an object has a name twice
   * @throws JsonParseException if it isn't JSON
   */
  public static JsonNode read(JsonParser parser) throws IOException {
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
          throw new JsonParseException(parser, "No value begins here");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (object.has(name)) {
        throw new RepeatedNameException(parser, name);
      }
      parser.nextToken();
      object.set(name, read(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return array;
  }
}
