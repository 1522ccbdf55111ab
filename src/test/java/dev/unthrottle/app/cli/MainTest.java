package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCredentials.class)
class MainTest {

  private final Played played = new Played();

  @Test
  void json_goesToStdout_andNothingElseDoes() throws Exception {
    int code =
        played.run(
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
    assertThat(new ObjectMapper().readTree(played.out()).at("/tally/refusals").intValue())
        .isEqualTo(2);
    assertThat(played.err()).isEmpty();
  }

  @Test
  void allProblemsOfTheFlags_areToldAtOnce_byTheFlagsNames() {
    int code =
        played.run(
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
    assertThat(played.out()).isEmpty();
    assertThat(played.err())
        .contains(
            "--client:", "--read-timeout:", "--window:", "--payload:", "--format:", "FUNCTION:")
        .contains("Unknown option: '--frobnicate'")
        .doesNotContain("\tat ");
  }

  @Test
  void anAwsThatCantBeAsked_isExitCode3_andOneSentence() {
    int code =
        played.run(
            "diagnose", "f", "--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:1");
    assertThat(code).isEqualTo(ExitCode.NO_ANSWER);
    assertThat(played.err().lines()).hasSize(1);
  }

  @Test
  void everythingWrongWithTheTarget_isToldAtOnce() {
    int code =
        played.run(
            "diagnose", "f", "--region", "us east", "--profile", "", "--endpoint-url", "localhost");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .contains(
            "  --region: A Region is a name such as eu-west-1. Found: us east",
            "  --profile: A profile is a name from ~/.aws/config, such as default.",
            "  --endpoint-url: An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: localhost");
  }

  @Test
  void aSettingThatTheClientDoesNotHave_isToldByItsFlag() {
    int code =
        played.run("simulate", "--client", "boto3", "--duration", "1s", "--setting", "nope=1");
    assertThat(code).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("  --setting: ", "no setting nope");
  }

  @Test
  void noCommand_listsThem() {
    assertThat(played.run()).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("demo, diagnose, explain");
  }
}
