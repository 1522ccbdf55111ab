package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What each client prints when it was refused and when it hung up, and what only looks so. {@code
 * errors/index.csv} says what has to be read in each text beside it; attempts of a history that the
 * text numbers are written <i>number:outcome</i>.
 */
class ErrorGrammarTest {

  private static final String INDEX = "errors/index.csv";

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = INDEX, delimiter = '|', numLinesToSkip = 1)
  void everyText_tellsWhatTheIndexSays(
      String file,
      @Nullable String client,
      @Nullable String operation,
      @Nullable String code,
      @Nullable Integer attempts,
      @Nullable String reason,
      @Nullable String history,
      String symptom)
      throws IOException {
    ErrorReading reading = ErrorReading.read(text(file), ClientCatalog.bundled());
    assertThat(reading.client() == null ? null : reading.client().id()).isEqualTo(client);
    assertThat(reading.operation()).as("operation").isEqualTo(operation);
    assertThat(reading.code()).as("code").isEqualTo(code);
    assertThat(reading.attempts()).as("attempts").isEqualTo(attempts);
    assertThat(reading.reason() == null ? null : reading.reason().value()).isEqualTo(reason);
    assertThat(words(reading.history())).as("history").isEqualTo(history == null ? "" : history);
    assertThat(reading.symptom().id()).isEqualTo(symptom);
  }

  @Test
  void everyClient_hasATextOfARefusalAndOneOfATimeout() throws IOException {
    Set<ClientId> refused = EnumSet.noneOf(ClientId.class);
    Set<ClientId> hungUp = EnumSet.noneOf(ClientId.class);
    for (String row : resource(INDEX).lines().skip(1).toList()) {
      ErrorReading reading =
          ErrorReading.read(
              text(row.substring(0, row.indexOf('|')).strip()), ClientCatalog.bundled());
      if (reading.client() != null && reading.symptom().isConcurrencyThrottle()) {
        refused.add(reading.client());
      }
      if (reading.client() != null && reading.symptom() == Symptom.CLIENT_TIMEOUT) {
        hungUp.add(reading.client());
      }
    }
    assertThat(refused).containsExactly(ClientId.values());
    assertThat(hungUp).containsExactly(ClientId.values());
  }

  /** As Windows ends lines, and as a terminal colours them. */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = INDEX, delimiter = '|', numLinesToSkip = 1)
  void aTextWithOtherLineEnds_tellsTheSame(String file) throws IOException {
    String text = text(file);
    assertThat(
            ErrorReading.read("\u001b[31m" + text.replace("\n", "\r\n"), ClientCatalog.bundled()))
        .isEqualTo(ErrorReading.read(text, ClientCatalog.bundled()));
  }

  private static String words(List<ToldAttempt> history) {
    return history.stream()
        .map(attempt ->
            (attempt.number() == null ? "" : attempt.number() + ":") + attempt.outcome().id())
        .collect(Collectors.joining(" "));
  }

  private static String text(String file) throws IOException {
    return resource("errors/" + file + ".txt");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ErrorGrammarTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
