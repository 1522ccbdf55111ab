package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of the clients. */
class ClientIdTest {

  private static final String ALL =
      "aws-cli, boto3, java-v1, java-v2, js-v2, js-v3, go-v1, go-v2, dotnet, powershell, ruby, php,"
          + " rust, cpp, kotlin, swift";

  @ParameterizedTest
  @EnumSource
  void everyClient_isFoundByItsName(ClientId client) {
    assertThat(ClientId.parse(client.id())).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource({"awscli, aws-cli", "boto, boto3", "java2, java-v2", "JS-V3, js-v3"})
  void aMistypedName_isAnsweredWithTheNearest(String typed, String nearest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientId.parse(typed))
        .withMessageContaining("Nearest: " + nearest + ".");
  }

  @Test
  void anUnknownName_isAnsweredWithAllThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientId.parse("boto"))
        .withMessage(
            "The catalogue doesn't know the client boto. Nearest: boto3."
                + " It knows "
                + ALL
                + ".");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"cobol, cobol", "||, |\"\"|"})
  void aNameThatIsFarFromAll_isAnsweredWithAllAndNoGuess(String typed, String quoted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientId.parse(typed))
        .withMessage("The catalogue doesn't know the client %s. It knows %s.", quoted, ALL);
  }
}
