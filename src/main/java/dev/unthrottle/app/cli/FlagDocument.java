package dev.unthrottle.app.cli;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.JsonTree;
import dev.unthrottle.app.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds the request document from flags, so that one reader checks both. */
final class FlagDocument {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  private final ObjectNode root = instance.objectNode();
  private final Findings findings;

  FlagDocument(Findings findings) {
    this.findings = findings;
  }

  ObjectNode json() {
    return root;
  }

  /** Sets a text, if the flag was given. */
  FlagDocument text(String pointer, @Nullable String value) {
    return value == null ? this : node(pointer, instance.textNode(value));
  }

  /** Sets a number, or a text where the flag isn't one, for the reader to refuse. */
  FlagDocument number(String pointer, @Nullable String value) {
    return value != null && WHOLE_NUMBER.matcher(value).matches()
        ? node(pointer, instance.numberNode(Long.parseLong(value)))
        : text(pointer, value);
  }

  /** Sets a list of texts, if any was given. */
  FlagDocument texts(String pointer, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    var list = instance.arrayNode();
    values.forEach(list::add);
    return node(pointer, list);
  }

  /** Sets a flag that was given. */
  FlagDocument flag(String pointer, boolean given) {
    return given ? node(pointer, instance.booleanNode(true)) : this;
  }

  /** Sets {@code id} and {@code version} from {@code id@version}. */
  FlagDocument client(@Nullable String name) {
    if (name == null) {
      return this;
    }
    int at = name.indexOf('@');
    text("/client/id", at < 0 ? name : name.substring(0, at));
    return at < 0 ? this : text("/client/version", name.substring(at + 1));
  }

  /** Sets {@code kind} and {@code timeout} from {@code kind:timeout}. */
  FlagDocument caller(@Nullable String name) {
    if (name == null) {
      return this;
    }
    int colon = name.indexOf(':');
    text("/caller/kind", colon < 0 ? name : name.substring(0, colon));
    return colon < 0 ? this : text("/caller/timeout", name.substring(colon + 1));
  }

  /** Sets raw settings, each {@code NAME=VALUE}. */
  FlagDocument settings(List<String> settings) {
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        findings.add("/client/settings", "A setting is NAME=VALUE.", setting);
      } else {
        child(child(root, "client"), "settings")
            .put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return this;
  }

  /** Sets the content of a flag that is JSON, or {@code @FILE} with JSON in it. */
  FlagDocument payload(String pointer, @Nullable String value) throws IOException {
    String text = content(pointer, value);
    if (text == null) {
      return this;
    }
    try {
      return node(pointer, JsonTree.parse(text));
    } catch (ProblemException e) {
      findings.add(pointer, "This is JSON, or @FILE with JSON in it. " + e.getMessage(), text);
      return this;
    }
  }

  /** What a flag says, or the file that {@code @FILE} names; {@code null} if there is none. */
  @Nullable String content(String pointer, @Nullable String value) throws IOException {
    if (value == null || !value.startsWith("@")) {
      return value;
    }
    Path file = Path.of(value.substring(1));
    if (Files.isReadable(file) && Files.isRegularFile(file)) {
      return Files.readString(file, StandardCharsets.UTF_8);
    }
    findings.add(pointer, "There is no such file that can be read.", value);
    return null;
  }

  private FlagDocument node(String pointer, JsonNode value) {
    String[] names = pointer.substring(1).split("/", -1);
    ObjectNode at = root;
    for (int i = 0; i < names.length - 1; i++) {
      at = child(at, names[i]);
    }
    at.set(names[names.length - 1], value);
    return this;
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
  }
}
