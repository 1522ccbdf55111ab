package dev.unthrottle.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object in the catalogue's file, which knows where it stands: whatever is wrong with one of its
 * fields is said with that place. Read as a tree, not bound to records, because it is read on a
 * cold start.
 */
record CatalogNode(String place, JsonNode json) {

  /** The value of {@code field} as {@code read} takes it; it must be there. */
  private <T> T required(String field, Function<JsonNode, T> read) {
    T value = optional(field, read);
    if (value == null) {
      throw wrong(field, "must be there", null);
    }
    return value;
  }

  private <T> @Nullable T optional(String field, Function<JsonNode, T> read) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      return read.apply(value);
    } catch (IllegalArgumentException e) {
      throw wrong(field, e.getMessage(), e);
    }
  }

  String text(String field) {
    return required(field, CatalogNode::asText);
  }

  @Nullable String textIfAny(String field) {
    return optional(field, CatalogNode::asText);
  }

  int number(String field) {
    return required(field, CatalogNode::asInt);
  }

  int number(String field, int otherwise) {
    Integer number = optional(field, CatalogNode::asInt);
    return number == null ? otherwise : number;
  }

  boolean flag(String field) {
    return required(field, CatalogNode::asFlag);
  }

  Duration duration(String field) {
    return required(field, value -> DurationText.parse(asText(value)));
  }

  /** A duration that may be {@code null} in the file, but must be there. */
  @Nullable Duration durationOrNone(String field) {
    if (!json.has(field)) {
      throw wrong(field, "must be there, null for none", null);
    }
    return optional(field, value -> DurationText.parse(asText(value)));
  }

  <E extends Enum<E>> E choice(String field, Class<E> choices) {
    return required(field, value -> asChoice(asText(value), choices));
  }

  <E extends Enum<E>> @Nullable E choiceIfAny(String field, Class<E> choices) {
    return optional(field, value -> asChoice(asText(value), choices));
  }

  /** The choice in {@code field}, {@code otherwise} where there is none. */
  <E extends Enum<E>> E choiceOr(String field, E otherwise) {
    E choice = choiceIfAny(field, otherwise.getDeclaringClass());
    return choice == null ? otherwise : choice;
  }

  /** The number in {@code field}, which may have decimals. */
  double decimal(String field) {
    return required(field, CatalogNode::asDecimal);
  }

  <E extends Enum<E>> List<E> choices(String field, Class<E> choices) {
    return texts(field).stream().map(text -> chosen(field, text, choices)).toList();
  }

  private <E extends Enum<E>> E chosen(String field, String text, Class<E> choices) {
    try {
      return asChoice(text, choices);
    } catch (IllegalArgumentException e) {
      throw wrong(field, e.getMessage(), e);
    }
  }

  List<String> texts(String field) {
    return required(field, value -> value.valueStream().map(CatalogNode::asText).toList());
  }

  /** The texts in {@code field}, none where it isn't there. */
  List<String> textsIfAny(String field) {
    return json.has(field) ? texts(field) : List.of();
  }

  /** The object in {@code field}. */
  CatalogNode object(String field) {
    return new CatalogNode(place + "." + field, required(field, value -> value));
  }

  /** The object in {@code field}, or {@code null} where there is none. */
  @Nullable CatalogNode objectIfAny(String field) {
    return json.hasNonNull(field) ? object(field) : null;
  }

  /** The objects in the array {@code field}. */
  List<CatalogNode> objects(String field) {
    return required(
        field,
        value ->
            value
                .valueStream()
                .map(element -> new CatalogNode(place + "." + field + named(element), element))
                .toList());
  }

  /** The objects in the array {@code field}, none where it isn't there. */
  List<CatalogNode> objectsIfAny(String field) {
    return json.has(field) ? objects(field) : List.of();
  }

  /** The duration in {@code field}, or {@code null} where there is none. */
  @Nullable Duration durationIfAny(String field) {
    return optional(field, value -> DurationText.parse(asText(value)));
  }

  /** The fields of this object, in the order of the file. */
  Map<String, CatalogNode> fields() {
    Map<String, CatalogNode> fields = new LinkedHashMap<>();
    json.properties()
        .forEach(field ->
            fields.put(
                field.getKey(), new CatalogNode(place + "." + field.getKey(), field.getValue())));
    return fields;
  }

  /** What {@code field} names in {@code known}. */
  <T> T lookUp(String field, Map<String, T> known) {
    return named(text(field), field, known);
  }

  /** What {@code name}, which stands in {@code field}, is in {@code known}. */
  <T> T named(String name, String field, Map<String, T> known) {
    T found = known.get(name);
    if (found == null) {
      throw wrong(field, "names nothing in the catalogue. Found: " + name, null);
    }
    return found;
  }

  /** Makes a fact of this object's fields, and says where it stands if it is nonsense. */
  <T> T build(Function<CatalogNode, T> constructor) {
    try {
      return constructor.apply(this);
    } catch (CatalogFault e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new CatalogFault("The catalogue's %s is wrong: %s".formatted(place, e.getMessage()), e);
    }
  }

  private CatalogFault wrong(String field, @Nullable String what, @Nullable Exception cause) {
    return new CatalogFault(
        "The catalogue's %s is wrong in %s: %s".formatted(place, field, what), cause);
  }

  private static String named(JsonNode element) {
    JsonNode id = element.has("id") ? element.get("id") : element.path("name");
    return "[" + id.asText("?") + "]";
  }

  private static String asText(JsonNode value) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException("it takes a text. Found: " + value);
    }
    return value.textValue();
  }

  private static int asInt(JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException("it takes a whole number. Found: " + value);
    }
    return value.intValue();
  }

  private static double asDecimal(JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException("it takes a number. Found: " + value);
    }
    return value.doubleValue();
  }

  private static boolean asFlag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("it takes true or false. Found: " + value);
    }
    return value.booleanValue();
  }

  private static <E extends Enum<E>> E asChoice(String text, Class<E> choices) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(choice -> idOf(choice).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "it takes one of %s. Found: %s"
                    .formatted(
                        Arrays.stream(choices.getEnumConstants())
                            .map(CatalogNode::idOf)
                            .collect(Collectors.joining(", ")),
                        text)));
  }

  private static String idOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The catalogue's file is nonsense at one place. */
  static final class CatalogFault extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CatalogFault(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
