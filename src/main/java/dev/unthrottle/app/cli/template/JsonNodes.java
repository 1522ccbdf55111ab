package dev.unthrottle.app.cli.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads JSON into the nodes of YAML, which isn't quite its superset: tabs may indent it, and a
 * slash may be escaped.
 */
final class JsonNodes {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int[] NO_BUFFER = {};

  private final JsonParser parser;

  private JsonNodes(JsonParser parser) {
    this.parser = parser;
  }

  static Node parse(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Node root = new JsonNodes(parser).node();
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the end of the document");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("A text can be read", e);
    }
  }

  private Node node() throws IOException {
    Mark start = mark();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new MappingNode(Tag.MAP, true, tuples(), start, mark(), FlowStyle.FLOW);
      case START_ARRAY -> new SequenceNode(Tag.SEQ, true, items(), start, mark(), FlowStyle.FLOW);
      case VALUE_NULL -> scalar(Tag.NULL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL);
      case VALUE_NUMBER_INT -> scalar(Tag.INT);
      case VALUE_NUMBER_FLOAT -> scalar(Tag.FLOAT);
      case VALUE_STRING, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          scalar(Tag.STR);
    };
  }

  private List<NodeTuple> tuples() throws IOException {
    var tuples = new ArrayList<NodeTuple>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node key = scalar(Tag.STR);
      parser.nextToken();
      tuples.add(new NodeTuple(key, node()));
    }
    return tuples;
  }

  private List<Node> items() throws IOException {
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return items;
  }

  private ScalarNode scalar(Tag tag) throws IOException {
    Mark mark = mark();
    return new ScalarNode(tag, parser.getText(), mark, mark, ScalarStyle.DOUBLE_QUOTED);
  }

  private Mark mark() {
    var at = parser.currentTokenLocation();
    return new Mark("json", 0, at.getLineNr() - 1, at.getColumnNr() - 1, NO_BUFFER, 0);
  }
}
