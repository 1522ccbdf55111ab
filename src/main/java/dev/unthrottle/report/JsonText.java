package dev.unthrottle.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes a JSON tree as text. It goes straight to the generator: an {@code ObjectMapper} would cost
 * a quarter of a second of a cold start, for nothing that a tree needs.
 */
public final class JsonText {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonText() {}

  /** On one line. */
  public static String compact(JsonNode tree) {
    return write(tree, false);
  }

  /** On many lines, indented by two blanks, with a newline at the end. */
  public static String pretty(JsonNode tree) {
    return write(tree, true) + "\n";
  }

  private static String write(JsonNode tree, boolean pretty) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
      if (pretty) {
        generator.setPrettyPrinter(indented());
      }
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("A string can always be written", e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (var field : node.properties()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode element : node) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(node.textValue());
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case NUMBER -> writeNumber(node, out);
      case NULL -> out.writeNull();
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("Not a JSON value: " + node.getNodeType());
    }
  }

  private static void writeNumber(JsonNode node, JsonGenerator out) throws IOException {
    if (node.isIntegralNumber()) {
      out.writeNumber(node.bigIntegerValue());
    } else if (node.isBigDecimal()) {
      out.writeNumber(node.decimalValue());
    } else {
      out.writeNumber(node.doubleValue());
    }
  }

  private static PrettyPrinter indented() {
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
