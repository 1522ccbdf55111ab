package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.DurationText;
import dev.unthrottle.client.NearestNames;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Reading a wrong one leaves a finding behind and gives {@code
 * null}, as reading an absent one does.
 */
final class Fields {

  private final @Nullable ObjectNode object;
  private final String pointer;
  private final Findings findings;

  /** The object at {@code pointer}, whose fields may only have these names. */
  Fields(@Nullable JsonNode node, String pointer, Findings findings, List<String> names) {
    this.pointer = pointer;
    this.findings = findings;
    this.object = node instanceof ObjectNode fields ? fields : null;
    if (node != null && object == null) {
      findings.add(
          pointer,
          "%s is an object with the fields %s."
              .formatted(pointer.isEmpty() ? "The request" : "This", listed(names)),
          quote(node));
    }
    if (object != null) {
      object.fieldNames().forEachRemaining(name -> refuseUnknown(name, names));
    }
  }

  private void refuseUnknown(String name, List<String> names) {
    if (!names.contains(name)) {
      findings.add(
          at(name),
          "There is no such field.%s All: %s."
              .formatted(NearestNames.hint(name, names), listed(names)),
          name);
    }
  }

  boolean has(String name) {
    return object != null && object.hasNonNull(name);
  }

  @Nullable JsonNode node(String name) {
    return has(name) && object != null ? object.get(name) : null;
  }

  Fields object(String name, List<String> names) {
    return new Fields(node(name), at(name), findings, names);
  }

  /** Finds fault with an absent field. */
  Fields require(String name, String rule) {
    if (object != null && !has(name)) {
      findings.add(at(name), rule);
    }
    return this;
  }

  @Nullable String text(String name, String rule) {
    JsonNode node = node(name);
    if (node == null || (node.isTextual() && !node.textValue().isBlank())) {
      return node == null ? null : node.textValue();
    }
    return wrong(name, rule, node);
  }

  @Nullable Boolean flag(String name) {
    JsonNode node = node(name);
    if (node == null || node.isBoolean()) {
      return node == null ? null : (Boolean) node.booleanValue();
    }
    return wrong(name, "This is true or false.", node);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  @Nullable Long number(String name, long least, long most) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    boolean fits = node.isIntegralNumber() && node.canConvertToLong();
    return fits && node.longValue() >= least && node.longValue() <= most
        ? node.longValue()
        : wrong(name, "This is a whole number from %d to %d.".formatted(least, most), node);
  }

  @Nullable Integer integer(String name, int least, int most) {
    Long number = number(name, least, most);
    return number == null ? null : (Integer) Math.toIntExact(number);
  }

  /** A duration that is longer than zero and at most {@code most}. */
  @Nullable Duration duration(String name, Duration most) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() && !node.isNumber()) {
      return wrong(name, "This is a duration, as a text such as 60s.", node);
    }
    Duration duration = parsed(name, node, DurationText::parse);
    if (duration == null || (duration.isPositive() && duration.compareTo(most) <= 0)) {
      return duration;
    }
    return wrong(
        name,
        "This is a duration longer than zero and at most %s, such as 60s, 1500ms or PT1M."
            .formatted(DurationText.format(most)),
        node);
  }

  /** One of some names. */
  <T> @Nullable T choice(String name, Function<String, Optional<T>> find, List<String> names) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    Optional<T> choice = node.isTextual() ? find.apply(node.textValue()) : Optional.empty();
    return choice.isPresent()
        ? choice.get()
        : wrong(
            name,
            "This is one of %s.%s"
                .formatted(listed(names), NearestNames.hint(node.asText(), names)),
            node);
  }

  /** A text in a form that {@code parse} knows, and explains when it refuses. */
  <T> @Nullable T parsed(String name, Function<String, T> parse, String rule) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    return node.isTextual() ? parsed(name, node, parse) : wrong(name, rule, node);
  }

  /** A text or a number, both of which explain themselves when they are refused. */
  <T> @Nullable T parsed(String name, Function<String, T> parse, DoubleFunction<T> number) {
    JsonNode node = node(name);
    return node == null
        ? null
        : parsed(
            name,
            node,
            text -> node.isNumber() ? number.apply(node.doubleValue()) : parse.apply(text));
  }

  private <T> @Nullable T parsed(String name, JsonNode node, Function<String, T> parse) {
    try {
      return parse.apply(node.asText());
    } catch (IllegalArgumentException e) {
      findings.refused(at(name), e, quote(node));
      return null;
    }
  }

  /** Where a field stands. */
  String at(String name) {
    return pointer + token(name);
  }

  /** What {@code name} adds to a pointer, as RFC 6901 writes it. */
  static String token(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it is always null
  private <T> @Nullable T wrong(String name, String rule, JsonNode node) {
    findings.add(at(name), rule, quote(node));
    return null;
  }

  static String quote(JsonNode node) {
    return node.isTextual() ? node.textValue() : JsonText.compact(node);
  }

  private static String listed(List<String> names) {
    return names.stream().collect(Collectors.joining(", "));
  }
}
