package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo, start to finish and in real time: a function of 6 s runs four times or so. */
@ExtendWith(TestCredentials.class)
class DemoCommandTest {

  @Test
  void theDemo_provesTheClassicCase() throws IOException {
    var played = new Played();
    assertThat(played.run("demo", "--format", "json")).isEqualTo(ExitCode.OK);

    JsonNode answer = new ObjectMapper().readTree(played.out());
    assertThat(answer.at("/verdict/cause").textValue()).isEqualTo("client-timeout-self-collision");
    assertThat(answer.at("/verdict/certainty").textValue()).isEqualTo("proven");
    // The client's timeout of 2 s is the current one; the proof's must outlast the function's 15 s.
    assertThat(answer.at("/client/effective/readTimeoutMs").intValue()).isEqualTo(2_000);
    assertThat(answer.at("/recommendation/readTimeoutMs").intValue()).isGreaterThan(15_000);
    assertThat(answer.at("/proof/attempts")).hasSize(1);
    assertThat(answer.at("/proof/attempts/0/outcome").textValue()).isEqualTo("answered");
    assertThat(answer.at("/at").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
    assertThat(played.err())
        .contains("TooManyRequestsException", "prove: attempt 1 answered")
        .containsPattern("waiting for 1 execution of reproduce .* for \\d+ s at most");
  }
}
