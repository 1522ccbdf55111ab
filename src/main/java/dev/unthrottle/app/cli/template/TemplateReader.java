package dev.unthrottle.app.cli.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.unthrottle.app.cli.template.Merging.Repeated;
import dev.unthrottle.client.Quote;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML and JSON into nodes that know their lines. */
final class TemplateReader {

  /**
   * CloudFormation takes 1 MB from S3; a few more are read, since what comes from a file may be
   * packaged later.
   */
  private static final int LONGEST_FILE = 4_000_000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TemplateReader() {}

  /**
   * What was read.
   *
   * @param root the mapping that it is
   * @param repeated the keys in it that stood twice
   */
  record Document(Node root, List<Repeated> repeated) {}

  /**
   * The mapping that a file holds.
   *
   * @throws TemplateException if it holds none
   */
  static Document read(Path path) throws IOException {
    try {
      return parse(Files.readString(path), path.toString());
    } catch (MalformedInputException e) {
      throw new TemplateException(path + ": not a text in UTF-8.");
    }
  }

  /** The same, of a text. */
  static Document parse(String text, String file) {
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (content.length() > LONGEST_FILE) {
      throw new TemplateException(
          "%s: a template has at most %,d characters. Found: %,d"
              .formatted(file, LONGEST_FILE, content.length()));
    }
    Node root = content.stripLeading().startsWith("{") ? json(content, file) : yaml(content, file);
    var merging = new Merging();
    merging.merge(root);
    return new Document(root, merging.repeated());
  }

  /** What begins like JSON is JSON, or else YAML in braces. */
  private static Node json(String text, String file) {
    try {
      return JsonNodes.parse(text);
    } catch (JsonProcessingException e) {
      try {
        return yaml(text, file);
      } catch (TemplateException notYamlEither) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String sentence = Quote.of(e.getOriginalMessage());
        throw new TemplateException("%s:%d: not JSON: %s.".formatted(file, line, sentence));
      }
    }
  }

  private static Node yaml(String text, String file) {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST_FILE);
    // Nodes are shared, not copied, so any number of aliases is harmless.
    limits.setMaxAliasesForCollections(Integer.MAX_VALUE);
    try {
      Node root = new org.yaml.snakeyaml.Yaml(limits).compose(new StringReader(text));
      if (root instanceof MappingNode) {
        return root;
      }
      throw new TemplateException(file + ": a template is a mapping with Resources.");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new TemplateException(
          "%s:%d: not YAML: %s.".formatted(file, line, Quote.of(String.valueOf(e.getProblem()))));
    } catch (YAMLException e) {
      throw new TemplateException("%s: not YAML: %s.".formatted(file, Quote.of(e.toString())));
    }
  }
}
