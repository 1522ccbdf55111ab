package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Quote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about flags that are wrong: the rule, the value found, the flag. */
class BadFlagsTest {

  private static final String WHICH =
      "This is one of aws-cli, boto3, java-v1, java-v2, js-v2, js-v3, go-v1, go-v2, dotnet, powershell, ruby, php, rust, cpp, kotlin, swift.";

  private final Played played = new Played();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "--client; ||; --client: " + WHICH + " Found: \"\"",
        "--client; @; --client: " + WHICH + " Found: \"\"",
        "--client; aws-cli@; --client: A version is a text, such as 2.31.0. Found: \"\"",
        "--client; cobol; --client: " + WHICH + " Found: cobol",
        "--client; boto; --client: " + WHICH + " Nearest: boto3. Found: boto",
        "--window; ||; --window: A duration is a number with its unit, such as 60s, 1500ms, 1.5s,"
            + " 2m, 24h, 7d or PT1M30S. Found: \"\"",
        "--window; 60; --window: A duration carries its unit, because nobody can know it: write 60s"
            + " or 60ms. Found: 60",
        "--window; 60sec; --window: The unit of a duration is one of ms, s, m, h and d, in small"
            + " letters. Found: 60sec",
        "--window; 99d; --window: This is a duration longer than zero and at most 15d, such as 60s,"
            + " 1500ms or PT1M. Found: 99d",
        "--caller; alb:2h; --caller-timeout: This is a duration longer than zero and at most 4000s,"
            + " such as 60s, 1500ms or PT1M. Found: 2h",
        "--caller-attempts; 0; --caller-attempts: This is a whole number from 1 to 1000. Found: 0"
      })
  void aWrongValue_isToldInOneLine(String flag, String value, String line) {
    assertThat(played.run("diagnose", "f", flag, value)).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.out()).isEmpty();
    assertThat(played.err().lines()).contains("  " + line);
  }

  @Test
  void anEmptyTimeout_andAnEmptyFunction_areShownAsEmpty() {
    played.run("diagnose", "", "--client", "aws-cli", "--read-timeout", "");
    assertThat(played.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("  FUNCTION: A function is a name"))
        .anyMatch(line -> line.startsWith("  --read-timeout: A duration is a number"))
        .filteredOn(line -> line.endsWith("Found: \"\""))
        .hasSize(2);
  }

  /** Outside strings: a setting's name, its value, a version, an unknown flag, a format. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--setting=%s=1",
        "--setting=AWS_MAX_ATTEMPTS=%s",
        "--setting=%s",
        "--client=aws-cli@%s",
        "--client=%s",
        "--read-timeout=%s",
        "--payload=%s",
        "--format=%s",
        "--output=%s/x",
        "--%s"
      })
  void whatActsOnATerminal_isEscaped_andWhatIsLong_isCutOff(String flag) {
    String hostile = "\u001b]0;owned\u0007\n\u009b2J\u202e";
    assertThat(played.run(diagnose(flag, hostile))).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .contains("\\u001b]0;owned\\u0007\\n\\u009b2J\\u202e")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");

    var other = new Played();
    assertThat(other.run(diagnose(flag, "x".repeat(20_000)))).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(other.err()).contains("characters)").doesNotContain("x".repeat(121));
  }

  /** A setting is only looked at once its client is known. */
  private static String[] diagnose(String flag, String value) {
    String client = flag.startsWith("--client") ? "--plan-only" : "--client=aws-cli";
    return new String[] {"diagnose", "f", client, flag.formatted(value)};
  }

  @Test
  void anOutputThatCantBeWritten_isASentence(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (String output : new String[] {folder.toString(), file + "/x", folder + "/none/x"}) {
      var one = new Played();
      assertThat(one.run("clients", "--output", output)).isEqualTo(ExitCode.WRONG_REQUEST);
      assertThat(one.out()).isEmpty();
      assertThat(one.err())
          .endsWith(
              "  --output: This is a file that can be written, in a folder that exists. Found: "
                  + Quote.of(output)
                  + "\n");
    }
  }

  /** What is written there is refused as if the disk were full; the answer isn't lost. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDisk_isASentence_andStdoutHasTheResult() {
    int code = played.run("clients", "--format", "json", "--output", "/dev/full");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.out()).startsWith("{").contains("\"aws-cli\"");
    assertThat(played.err())
        .contains("  --output: It can't be written, so stdout has the result: ")
        .endsWith(" Found: /dev/full\n");
  }

  @Test
  void anOutput_hasTheResult_andStdoutHasNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("clients.json");
    int code = played.run("clients", "--format", "json", "--output", file.toString());
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(played.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("{").contains("\"aws-cli\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "sandbox"})
  void aPortThatIsTaken_isASentence(String command) throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = String.valueOf(other.getLocalPort());
      assertThat(played.run(command, "--port", port)).isEqualTo(ExitCode.WRONG_REQUEST);
      assertThat(played.err().lines().toList().getLast())
          .startsWith("  --port: Nothing can listen there: ")
          .endsWith("Choose another port; 0 is any free one. Found: " + port);
    }
  }
}
