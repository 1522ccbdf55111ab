package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the name of an output says about its form. */
class OutputFormatTest {

  private static final String SIMULATE = "simulate --client aws-cli@2.31.0 --duration 70s";
  private static final String CHECK = "check --client boto3@1.43.0 --function-timeout 5s";

  @TempDir private Path folder;
  private final Played played = new Played();

  @ParameterizedTest
  @CsvSource({
    SIMULATE + ", a.html, <!DOCTYPE html>",
    SIMULATE + ", a.HTM, <!DOCTYPE html>",
    SIMULATE + ", a.json, {",
    SIMULATE + ", a.txt, 1 call by",
    SIMULATE + ", a, 1 call by",
    SIMULATE + ", json, 1 call by",
    SIMULATE + ", a.log, 1 call by",
    SIMULATE + " --format json, a.log, {",
    SIMULATE + " --format html, a.html, <!DOCTYPE html>",
    "clients boto3, a.json, {",
    CHECK + ", a.sarif, {",
    CHECK + " --format sarif, a.json, {",
    CHECK + ", a.xml, <?xml"
  })
  void theExtension_decidesTheFormat(String words, String name, String begins) throws IOException {
    Path file = folder.resolve(name);
    assertThat(played.run((words + " --output " + file).split(" ")))
        .as(played.err())
        .isIn(ExitCode.OK, ExitCode.HAZARD);
    assertThat(Files.readString(file)).startsWithIgnoringCase(begins);
    assertThat(played.out()).isEmpty();
    assertThat(played.err().lines().toList().getLast())
        .isEqualTo("unthrottle: " + file + ": written");
  }

  @Test
  void aFormat_thatTheExtensionContradicts_isRefused() {
    Path file = folder.resolve("a.html");
    assertThat(played.run((SIMULATE + " --format json --output " + file).split(" ")))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .endsWith(
            "  --format: The output's extension .html stands for html: give one of both, or let"
                + " them agree. Found: json\n");
    assertThat(file).doesNotExist();
  }

  @Test
  void anExtension_whoseFormatTheCommandHasnt_isRefused() {
    Path file = folder.resolve("a.html");
    assertThat(played.run("clients", "--output", file.toString()))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .endsWith(
            "  --output: The extension .html stands for html, and this command writes text, json:"
                + " name the file otherwise. Found: "
                + file
                + "\n");
    assertThat(file).doesNotExist();
  }
}
