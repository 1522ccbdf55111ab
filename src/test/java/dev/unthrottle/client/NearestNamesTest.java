package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mistyped name may have meant, and when that is no use guessing. */
class NearestNamesTest {

  private static final List<String> KNOWN =
      List.of("aws-cli", "boto3", "java-v2", "js-v3", "readTimeout", "window", "prove");

  /** windw → window is 1 edit of 6 letters; proof → prove is 2 of 5, and (5 + 1) / 3 = 2. */
  @ParameterizedTest
  @CsvSource({
    "windw, window",
    "proof, prove",
    "boto, boto3",
    "AWS_CLI, aws-cli",
    "aws-sdk-java-v2, java-v2",
    "ReadTimout, readTimeout"
  })
  void aSlip_isAnsweredWithTheName(String typed, String name) {
    assertThat(NearestNames.hint(typed, KNOWN)).isEqualTo(" Nearest: " + name + ".");
  }

  /** Both hold what was typed: the one with less around it comes first. */
  @Test
  void ofTwoNamesThatHoldTheTyped_theShorterComesFirst() {
    assertThat(
            NearestNames.to(
                "socketTimeout",
                List.of("ENABLE_DEFAULT_SOCKET_TIMEOUT_2026", "requestHandler.socketTimeout")))
        .first()
        .isEqualTo("requestHandler.socketTimeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "x", "cobol", "frobnicate", "%%%%%%"})
  void aNameThatIsFarFromAll_isAnsweredWithNone(String typed) {
    assertThat(NearestNames.to(typed, KNOWN)).isEmpty();
    assertThat(NearestNames.hint(typed, KNOWN)).isEmpty();
  }
}
