package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.report.TextReport;
import dev.unthrottle.report.TextSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario is played by the sandbox and diagnosed over the wire; the verdict must be what the
 * scenario's mechanics are.
 */
@ExtendWith(TestCredentials.class)
class ScenariosTest {

  private static final Path PAGE = Path.of("docs", "scenarios.md");
  private static final String BEGIN = "<!-- begin of the table -->\n";
  private static final String END = "<!-- end of the table -->\n";

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      return files.sorted().toList();
    }
  }

  @BeforeAll
  static void playAll() throws IOException {
    assertThat(scenarios().stream().map(PlayedScenario::of)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theVerdict_isTheTruth(Path file) {
    PlayedScenario played = played(file);

    assertThat(played.verdict().cause().id())
        .as("%s", played.verdict())
        .isEqualTo(played.scenario().truth());
    assertThat(played.verdict().also())
        .as("%s", played.verdict())
        .extracting(also -> also.cause().id())
        .containsExactlyInAnyOrderElementsOf(played.scenario().also());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theText_fitsEightyColumns_withoutColours(Path file) {
    Diagnosis diagnosis = played(file).diagnosis();

    assertThat(List.of(TextSummary.of(diagnosis, false), TextReport.of(diagnosis, false)))
        .allSatisfy(text -> {
          assertThat(text.lines())
              .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
          assertThat(text).doesNotContain("\u001b");
        });
  }

  @Test
  void everyCause_hasTwoScenarios() throws IOException {
    List<String> truths =
        scenarios().stream()
            .map(ScenariosTest::played)
            .flatMap(played ->
                Stream.concat(
                    Stream.of(played.scenario().truth()), played.scenario().also().stream()))
            .toList();

    assertThat(Cause.values())
        .allSatisfy(cause ->
            assertThat(truths).filteredOn(cause.id()::equals).hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void aVerdict_rulesOutEveryOtherCause_byName() throws IOException {
    for (Path file : scenarios()) {
      Verdict verdict = played(file).verdict();
      Stream<Cause> named =
          Stream.of(
                  Stream.of(verdict.cause(), Cause.NONE_FOUND),
                  verdict.also().stream().map(Verdict.Also::cause),
                  verdict.ruledOut().stream().map(Verdict.RuledOut::cause))
              .flatMap(causes -> causes);

      assertThat(named.distinct())
          .as(file.toString())
          .containsExactlyInAnyOrderElementsOf(Arrays.asList(Cause.values()));
    }
  }

  /** Writes the page anew with {@code mvn test -Dtest=ScenariosTest -Ddocs.write=true}. */
  @Test
  void theDocumentedTable_isWhatTheyWerePlayedTo() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder table = new StringBuilder();
    table.append("| scenario | truth | verdict | certainty |\n|---|---|---|---|\n");
    for (Path file : scenarios()) {
      table.append(played(file).row());
    }
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  private static PlayedScenario played(Path file) {
    try {
      return PlayedScenario.of(file).get();
    } catch (ExecutionException | InterruptedException e) {
      return fail(file + " could not be played", e);
    }
  }
}
