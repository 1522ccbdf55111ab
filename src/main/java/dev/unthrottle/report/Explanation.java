package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ErrorReading;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.Symptom;
import dev.unthrottle.client.ToldAttempt;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a pasted error means, as text of 80 columns and as JSON. */
public final class Explanation {

  private final ErrorReading reading;

  private Explanation(ErrorReading reading) {
    this.reading = reading;
  }

  /** The meaning in one sentence, then what the text says and leaves open, then what to do. */
  public static String text(ErrorReading reading) {
    return new Explanation(reading).text();
  }

  /** The same as fields. */
  public static ObjectNode json(ErrorReading reading) {
    return new Explanation(reading).json();
  }

  private String text() {
    TextPage page = new TextPage(new Ink(false));
    page.paragraph("", SymptomText.headline(reading));
    if (reading.symptom() != Symptom.NONE) {
      says(page);
      list(page, reading.causes().size() == 1 ? "It points to" : "It can be", reading.causes());
      list(page, "It doesn't say", reading.untold());
    }
    page.heading("What to do").paragraph("  ", SymptomText.advice(reading.symptom()));
    commands().forEach(command -> page.line("  " + command));
    return page.toString();
  }

  private void says(TextPage page) {
    page.heading("What the text says");
    line(page, "client", reading.client() == null ? null : reading.client().id());
    line(page, "service", reading.service());
    line(page, "operation", reading.operation());
    line(page, "function", reading.function());
    line(page, "error", reading.code());
    line(page, "message", reading.message());
    line(page, "reason", reading.reason());
    line(page, "attempts", reading.attempts());
    line(page, "in turn", inTurn());
    line(page, "fits", joined(reading.fits(), variant -> variant.id()));
    line(page, "modes", joined(reading.modes(), RetryMode::id));
  }

  private static void line(TextPage page, String label, @Nullable Object value) {
    if (value != null) {
      page.paragraph("  %-11s".formatted(label), value.toString());
    }
  }

  private static void list(TextPage page, String heading, List<String> entries) {
    if (!entries.isEmpty()) {
      page.heading(heading);
      entries.forEach(entry -> page.paragraph("  - ", entry));
    }
  }

  /** One failure says nothing that the rest doesn't. */
  private @Nullable String inTurn() {
    return reading.history().size() < 2
        ? null
        : joined(
            reading.history(),
            attempt ->
                attempt.outcome().id()
                    + (attempt.number() == null ? "" : " (attempt " + attempt.number() + ")"));
  }

  private static <T> @Nullable String joined(List<T> all, Function<T, String> name) {
    return all.isEmpty() ? null : all.stream().map(name).collect(joining(", "));
  }

  private List<String> commands() {
    if (!SymptomText.isDiagnosable(reading.symptom())) {
      return List.of();
    }
    String function = reading.function() == null ? "FUNCTION" : reading.function();
    // A diagnosis takes the client and its attempts from the error, if they stand there.
    String client = reading.client() == null ? " --client ID@VERSION" : "";
    return List.of("./unthrottle diagnose %s%s --error @FILE".formatted(function, client));
  }

  private ObjectNode json() {
    Symptom symptom = reading.symptom();
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("symptom", symptom.id())
            .put("headline", SymptomText.headline(reading))
            .put("concurrencyThrottle", symptom.isConcurrencyThrottle())
            .put("invoke", reading.isInvoke().orElse(null))
            .put("service", reading.service())
            .put("function", reading.function())
            .put("code", reading.code())
            .put("operation", reading.operation())
            .put("message", reading.message())
            .put("attempts", reading.attempts())
            .put("reason", reading.reason() == null ? null : reading.reason().value())
            .put("readTimedOut", reading.readTimedOut())
            .put("client", reading.client() == null ? null : reading.client().id());
    history(node.putArray("history"));
    texts(node.putArray("causes"), reading.causes());
    texts(node.putArray("fits"), reading.fits().stream().map(variant -> variant.id()).toList());
    texts(node.putArray("modes"), reading.modes().stream().map(RetryMode::id).toList());
    texts(node.putArray("untold"), reading.untold());
    node.put("advice", SymptomText.advice(symptom));
    texts(node.putArray("next"), commands());
    return node;
  }

  private void history(ArrayNode array) {
    for (ToldAttempt attempt : reading.history()) {
      array.addObject().put("attempt", attempt.number()).put("outcome", attempt.outcome().id());
    }
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
