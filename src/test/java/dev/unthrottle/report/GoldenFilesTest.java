package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.cause.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What reports look like, kept in files so that a change of them is seen. Each file can be opened
 * as it is.
 */
class GoldenFilesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  /** A form of report, whose name is its files' ending. */
  enum Form {
    SVG,
    HTML,
    TXT;

    private String report(Diagnosis diagnosis) {
      return switch (this) {
        case SVG -> TimelineSvg.of(DiagnosisPicture.panels(diagnosis), 720);
        case HTML -> HtmlReport.of(diagnosis);
        case TXT -> TextSummary.of(diagnosis, false);
      };
    }

    private Path file(GoldenCase golden) {
      return FOLDER.resolve(golden.id() + "." + name().toLowerCase(Locale.ROOT));
    }
  }

  static Stream<Arguments> files() {
    return Arrays.stream(GoldenCase.values())
        .flatMap(golden -> Arrays.stream(Form.values()).map(form -> Arguments.of(golden, form)));
  }

  /** Writes the files anew with {@code mvn test -Dtest=GoldenFilesTest -Dgolden.write=true}. */
  @ParameterizedTest
  @MethodSource("files")
  void aReport_isWhatItWas(GoldenCase golden, Form form) throws IOException {
    String report = form.report(golden.diagnosis());
    Path file = form.file(golden);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, report);
    }
    assertThat(report).isEqualTo(Files.readString(file));
  }

  @Test
  void theCases_areWhatTheyAreCalled() {
    assertThat(Arrays.stream(GoldenCase.values()).map(it -> it.diagnosis().verdict().cause()))
        .containsExactly(
            Cause.CLIENT_TIMEOUT_SELF_COLLISION,
            Cause.CLIENT_TIMEOUT_DUPLICATES,
            Cause.RESERVED_CONCURRENCY_SATURATED,
            Cause.RESERVED_CONCURRENCY_ZERO,
            Cause.NONE_FOUND);
  }
}
