package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.simulation.FunctionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code compare} of a request: {@code "recommended"}, objects with what is different, or
 * the same in one text, {@code "js-v3@3.700.0,readTimeout=90s"}.
 */
final class VariationReader {

  static final String RECOMMENDED = "recommended";

  /** More than these nobody reads side by side. */
  static final int MOST = 9;

  /** What a variation has besides the fields of a client. */
  private static final List<String> OWN_FIELDS = List.of("name", "reserved", "functionTimeout");

  static final List<String> FIELDS =
      Stream.concat(ClientReader.FIELDS.stream(), OWN_FIELDS.stream()).toList();

  private static final List<String> NUMBERS = List.of("maxAttempts", "reserved");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  private static final String RULE =
      "This is recommended, a client such as js-v3@3.700.0, or settings such as"
          + " readTimeout=90s,maxAttempts=1.";

  private final Findings findings;
  private final ClientCatalog catalog;
  private final ObjectNode base;
  private final int account;

  /**
   * A reader of variations.
   *
   * @param base the client that they vary
   * @param account the account's concurrency
   */
  VariationReader(Findings findings, ClientCatalog catalog, ObjectNode base, int account) {
    this.findings = findings;
    this.catalog = catalog;
    this.base = base;
    this.account = account;
  }

  /** The variations of {@code request}; what is wrong with one is a finding. */
  List<Variation> read(Fields request) {
    var variations = new ArrayList<Variation>();
    JsonNode compare = request.node("compare");
    if (compare == null) {
      return variations;
    }
    if (!(compare instanceof ArrayNode list) || list.size() > MOST) {
      findings.add(
          request.at("compare"),
          "This is a list of at most %d: each is recommended, or what is different."
              .formatted(MOST));
      return variations;
    }
    for (int i = 0; i < list.size(); i++) {
      @Nullable Variation one = one(list.get(i), request.at("compare") + "/" + i);
      if (one != null) {
        variations.add(one);
      }
    }
    return variations;
  }

  private @Nullable Variation one(JsonNode node, String pointer) {
    if (!node.isTextual()) {
      return other(node, pointer, "settings " + pointer.substring(pointer.lastIndexOf('/') + 1));
    }
    String text = node.textValue();
    return text.equals(RECOMMENDED)
        ? new Variation.Recommended()
        : other(document(text, pointer), pointer, text);
  }

  private @Nullable Variation other(JsonNode node, String pointer, String otherwise) {
    Fields fields = new Fields(node, pointer, findings, FIELDS);
    String name = fields.text("name", "A name is a text.");
    Integer reserved = fields.integer("reserved", 0, account);
    var timeout = fields.duration("functionTimeout", FunctionModel.LONGEST_TIMEOUT);
    ClientConfiguration client =
        node instanceof ObjectNode different
            ? new ClientReader(findings, catalog)
                .readFrom(new Fields(varied(different), pointer, findings, ClientReader.FIELDS))
            : null;
    return client == null
        ? null
        : new Variation.Other(name == null ? otherwise : name, client, reserved, timeout);
  }

  /** The base with what is different; another client begins with its own defaults. */
  private ObjectNode varied(ObjectNode different) {
    JsonNode id = different.path("id");
    boolean same = id.isMissingNode() || id.equals(base.path("id"));
    ObjectNode client = same ? base.deepCopy() : instance.objectNode();
    for (Map.Entry<String, JsonNode> field : different.properties()) {
      if (client.get(field.getKey()) instanceof ObjectNode settings
          && field.getValue() instanceof ObjectNode others) {
        settings.setAll(others);
      } else if (ClientReader.FIELDS.contains(field.getKey())) {
        client.set(field.getKey(), field.getValue());
      }
    }
    return client;
  }

  /** The object that a text stands for; a name that no field has is a setting of the client. */
  private ObjectNode document(String text, String pointer) {
    ObjectNode document = instance.objectNode();
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      int equals = part.indexOf('=');
      if (equals > 0) {
        put(document, part.substring(0, equals), part.substring(equals + 1));
      } else if (i == 0 && !part.isEmpty()) {
        client(document, part);
      } else {
        findings.add(pointer, RULE, text);
      }
    }
    return document;
  }

  /** Adds the client that {@code name} is, which is {@code js-v3} or {@code js-v3@3.700.0}. */
  static void client(ObjectNode document, String name) {
    int at = name.indexOf('@');
    document.put("id", at < 0 ? name : name.substring(0, at));
    if (at >= 0) {
      document.put("version", name.substring(at + 1));
    }
  }

  /** Adds a field, or a setting by the name that the client has for it. */
  static void put(ObjectNode document, String name, String value) {
    if (!FIELDS.contains(name)) {
      ObjectNode settings =
          document.get("settings") instanceof ObjectNode some
              ? some
              : document.putObject("settings");
      settings.put(name, value);
    } else if (NUMBERS.contains(name) && WHOLE_NUMBER.matcher(value).matches()) {
      document.put(name, Long.parseLong(value));
    } else {
      document.put(name, value);
    }
  }
}
