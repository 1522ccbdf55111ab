package dev.unthrottle.diagnosis.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.Cases;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which snippets a recommendation comes with. */
class SnippetsTest {

  private static final Timeouts LIMITED_ATTEMPT =
      new Timeouts(Duration.ofSeconds(4), Duration.ofSeconds(30), Duration.ofSeconds(35), null);

  @Test
  void everyClient_isToldTheRecommendation() {
    String[] clients = Arrays.stream(ClientId.values()).map(ClientId::id).toArray(String[]::new);
    assertThat(snippets(recommended(ClientId.AWS_CLI, connectAndRead()))).containsKeys(clients);
  }

  @Test
  void aClientThatReadsTheConfigFile_hasABlockForItToo() {
    assertThat(snippets(recommended(ClientId.AWS_CLI, connectAndRead())))
        .containsKeys("aws-cli-config", "boto3-config")
        .doesNotContainKeys("js-v2-config", "go-v1-config");
  }

  @Test
  void anotherClientThatCannotBeTold_isLeftOut() {
    assertThat(snippets(recommended(ClientId.JAVA_V2, LIMITED_ATTEMPT)))
        .containsKeys("java-v2", "rust")
        .doesNotContainKeys("aws-cli", "aws-cli-config");
  }

  @Test
  void theClientAtHandThatCannotBeTold_isAnError() {
    Client cli = recommended(ClientId.AWS_CLI, LIMITED_ATTEMPT);
    assertThatThrownBy(() -> snippets(cli)).isInstanceOf(Snippet.Impossible.class);
  }

  private static Timeouts connectAndRead() {
    return Timeouts.of(LIMITED_ATTEMPT.connect(), LIMITED_ATTEMPT.read());
  }

  private static Client recommended(ClientId id, Timeouts timeouts) {
    return Cases.CATALOG
        .resolve(ClientConfiguration.defaults(id, null))
        .client()
        .with(timeouts, 1, true);
  }

  private static Map<String, String> snippets(Client recommended) {
    return Snippets.of(recommended, false, Cases.withReserved(1).file(), Cases.CATALOG);
  }
}
