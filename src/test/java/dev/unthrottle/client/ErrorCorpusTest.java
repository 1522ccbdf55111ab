package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Error texts that people posted, each with the cause that was found in the end. Most labels say
 * more than their text does, so this is what counts as right:
 *
 * <ul>
 *   <li>A cause that the text can tell ({@code caller-rate}, {@code control-plane-rate}, {@code
 *       client-timeout}, {@code function-timeout}, {@code api-gateway-throttle}): the reading
 *       points to it, and to nothing else.
 *   <li>{@code account-concurrency}: the reading says a concurrency throttle of an Invoke, and the
 *       account's pool is one of the causes that it leaves. Without a Reason, nobody could say
 *       more.
 *   <li>{@code other} stands for everything outside the product's causes: the reading points to
 *       another service, another throttle than those above, or an error that is no throttle.
 *   <li>{@code unknown}: the reading leaves several causes open.
 * </ul>
 */
@EnabledIf("corpusIsThere")
class ErrorCorpusTest {

  private static final Path CORPUS = Path.of("../shared/corpus/errors.jsonl");

  private static final Set<String> CONCURRENCY = Set.of("account-concurrency", "unknown");

  static boolean corpusIsThere() {
    return Files.exists(CORPUS);
  }

  private record Row(int line, String text, String label, ErrorReading reading) {

    @Override
    public String toString() {
      return "line %d: labelled %s, read as %s%n%s".formatted(line, label, reading, text);
    }
  }

  @Test
  void nineteenOfTwentyTexts_pointToTheCauseThatWasFound() throws IOException {
    List<Row> rows = rows();
    List<Row> wrong = rows.stream().filter(row -> !isRight(row.label(), row.reading())).toList();
    wrong.forEach(System.out::println);
    assertThat(wrong).as("of %d", rows.size()).hasSizeLessThanOrEqualTo(rows.size() / 20);
  }

  @Test
  void nothingElse_isCalledAConcurrencyThrottle() throws IOException {
    assertThat(rows())
        .filteredOn(row -> !CONCURRENCY.contains(row.label()))
        .noneMatch(row -> row.reading().symptom().isConcurrencyThrottle());
  }

  private static boolean isRight(String label, ErrorReading reading) {
    Symptom symptom = reading.symptom();
    return switch (label) {
      case "account-concurrency" ->
          symptom.isConcurrencyThrottle()
              && reading.causes().contains("account-concurrency-exhausted");
      case "unknown" -> reading.causes().size() > 1;
      case "control-plane-rate" -> symptom == Symptom.CONTROL_PLANE_RATE;
      case "caller-rate" -> symptom == Symptom.CALLER_RATE;
      case "client-timeout" -> symptom == Symptom.CLIENT_TIMEOUT;
      case "function-timeout" -> symptom == Symptom.FUNCTION_TIMEOUT;
      case "api-gateway-throttle" -> symptom == Symptom.GATEWAY_THROTTLE;
      case "other" ->
          Set.of(
                  Symptom.OTHER_SERVICE,
                  Symptom.OTHER_ERROR,
                  Symptom.EC2_THROTTLE,
                  Symptom.SNAPSTART_SNAPSHOT_LIMIT,
                  Symptom.GATEWAY_TIMEOUT)
              .contains(symptom);
      default -> throw new IllegalArgumentException("The corpus has a label that is new: " + label);
    };
  }

  private static List<Row> rows() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS)) {
      JsonNode row = json.readTree(line);
      String text = row.get("text").asText();
      rows.add(
          new Row(
              rows.size() + 1,
              text,
              row.get("labelledCause").asText(),
              ErrorReading.read(text, ClientCatalog.bundled())));
    }
    return rows;
  }
}
