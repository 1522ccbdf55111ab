package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void json_goesToStdout_andNothingElseDoes() throws Exception {
    int code =
        run(
            "simulate",
            "--client",
            "aws-cli@2.31.0",
            "--duration",
            "70s",
            "--reserved",
            "1",
            "--format",
            "json");
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(
            new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .at("/tally/refusals")
                .intValue())
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void allProblemsOfTheFlags_areToldAtOnce_byTheFlagsNames() {
    int code =
        run(
            "diagnose",
            "--client",
            "boto",
            "--read-timeout",
            "60",
            "--window",
            "-1h",
            "--payload",
            "{x",
            "--frobnicate",
            "--format",
            "pdf");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "--client:", "--read-timeout:", "--window:", "--payload:", "--format:", "FUNCTION:")
        .contains("Unknown option: '--frobnicate'")
        .doesNotContain("\tat ");
  }

  @Test
  void anAwsThatCantBeAsked_isExitCode3_andOneSentence() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "test");
    int code =
        run("diagnose", "f", "--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:1");
    assertThat(code).isEqualTo(ExitCode.NO_ANSWER);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void everythingWrongWithTheTarget_isToldAtOnce() {
    int code =
        run("diagnose", "f", "--region", "us east", "--profile", "", "--endpoint-url", "localhost");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "  --region: A Region is a name such as eu-west-1. Found: us east",
            "  --profile: A profile is a name from ~/.aws/config, such as default.",
            "  --endpoint-url: An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: localhost");
  }

  @Test
  void aSettingThatTheClientDoesNotHave_isToldByItsFlag() {
    int code = run("simulate", "--client", "boto3", "--duration", "1s", "--setting", "nope=1");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("  --setting: ", "no setting nope");
  }

  @Test
  void noCommand_listsThem() {
    assertThat(run()).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("demo, diagnose, explain");
  }

  private int run(String... args) {
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return new Main(console).run(args);
  }
}
